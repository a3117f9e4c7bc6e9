/** The provider's bindings, for overrides that labwright has no word for: nothing is published under `@cdktf`. */
export * from "@cdktf/provider-libvirt";
