/** Something that holds once an add-on works: of one of these kinds, in the add-on's namespace unless another is named. */
export type Readiness = { readonly namespace?: string } & (
  /** All of its replicas are available. */
  | { readonly deployment: string }
  | { readonly statefulSet: string }
  /** On every node that it is for. */
  | { readonly daemonSet: string }
  /** An aggregated API, such as `v1beta1.metrics.k8s.io`, answers. */
  | { readonly apiService: string }
  /** A custom resource's definition is established. */
  | { readonly crd: string }
  /** A condition of any object is True. */
  | { readonly condition: string; readonly kind: string; readonly name: string }
);
