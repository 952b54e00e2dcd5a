export function AsOfStrip() {
  return null;
}
