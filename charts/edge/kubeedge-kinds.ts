/** What KubeEdge defines, by files of its chart, with their SHA-256: it has no other home for them, and its chart is in no repository. */
export const KUBEEDGE_KINDS: Readonly<Record<string, string>> = {
  "apps_v1alpha1_edgeapplication": "463183cc9b2f3f686505cf5d6597ee4e46330017e60b750472eee84078cbc01f",
  "apps_v1alpha1_nodegroup": "7bea1fd2fd29b107227a6530e99b72f14a17317448d723202e008b33fcdce93c",
  "cluster_objectsync_v1alpha1": "bd890e4ab124a3e63e195e00cfb241cbab793276a087bc8427088041e1427d5c",
  "devices_v1beta1_device": "274656d670e8c5a264aadb4493c9b31cf55d4cc5047b2b82cc96af46d0c52e9d",
  "devices_v1beta1_devicemodel": "0dd13ee618fda96a92376828c91397b4ab0d62b720946573615c66e08f05c8c8",
  "devices_v1beta1_devicestatus": "a7bf6b83ed1fa0789bab7ebfc44dd3cc3b0aa934ea6088aa18e497c2a248340f",
  "objectsync_v1alpha1": "0c51775b6fb73b6dd3ddf2ce19af451294039158a0ca6994017ef9965451167c",
  "operations_v1alpha2_configupdatejob": "0feba69ac2c3245ba23f022d6292516d5648984973eb30fe3c93c7ce43fb5be7",
  "operations_v1alpha2_imageprepulljob": "2d31822b871e0c0979ca6f53f4625ba1f21620977b6b210b16f26f09e5e2b61e",
  "operations_v1alpha2_nodeupgradejob": "fe91ae67243688f0d98182c7aab50ef44827d5d30975de25ade16bc4d3505162",
  "policy_v1alpha1_serviceaccountaccess": "6977742bc34b40864deef51c275a00069580dbadeb4c42e132b9282cffe77231",
  "router_v1_rule": "9ebcbf7cec1b8f97a98efce2f48b63770c021ee758cf735c1adf38287ae59398",
  "router_v1_ruleEndpoint": "2b64062a9b865200ee2b911bb162395135da1b0bbff934bcb0e7dc2ec957bd8a",
};
