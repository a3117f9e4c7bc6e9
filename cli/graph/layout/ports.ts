import { SPACE, type PlacedCard, type PlacedPort, type Side } from "./geometry";
import { slotWidth, type CardShape, type PortShape } from "./card-shape";

/** Gives a card its column, and its wires their x. Its y follows when the bars above it are known. */
export function placeCard(shape: CardShape, x: number, width: number, height: number): PlacedCard {
  const place = (side: Side): PlacedPort[] => placePorts(shape.ports[side], x, width);
  return { shape, rect: { x, y: 0, width, height }, ports: { top: place("top"), bottom: place("bottom") } };
}

// A single NIC is in the middle of its card, unless its label is too long for that; several share the edge.
function placePorts(ports: readonly PortShape[], cardX: number, cardWidth: number): PlacedPort[] {
  const [only] = ports;
  if (only && ports.length === 1) {
    const middle = cardX + (cardWidth - only.strandsWidth) / 2;
    const rightmost = cardX + cardWidth - only.labelWidth - SPACE.label - only.strandsWidth;
    return [placePort(only, Math.round(Math.max(cardX + 2 * SPACE.label, Math.min(middle, rightmost))))];
  }
  const slack = (cardWidth - ports.reduce((total, port) => total + slotWidth(port), 0)) / ports.length;
  let x = cardX;
  return ports.map((port) => {
    const placed = placePort(port, Math.round(x + slack / 2 + 2 * SPACE.label));
    x += slotWidth(port) + slack;
    return placed;
  });
}

function placePort(port: PortShape, x: number): PlacedPort {
  return {
    nic: port.nic,
    label: port.label,
    strands: port.strands.map((strand) => ({ ...strand, x: strand.x + x })),
    labelX: x + port.strandsWidth + SPACE.label,
  };
}
