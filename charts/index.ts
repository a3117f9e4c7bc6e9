// Typed Kubernetes add-ons and applications live here; the first arrive with clusters.
export {};
