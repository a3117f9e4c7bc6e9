export { renderDot, type DotOptions } from "./dot";
export { renderMermaid, type MermaidOptions } from "./mermaid";
export { buildTopology } from "./model/build";
export { MACHINE_LIMIT, summarise } from "./model/summary";
export type { BridgeNode, HostNode, MachineNode, NetworkNode, NicEdge, NicVlan, OutsideNode, SegmentNode, TopologyGraph, UplinkEdge } from "./model/topology";
export { renderSvg, type SvgOptions } from "./svg/svg";
export type { Theme } from "./svg/style";
