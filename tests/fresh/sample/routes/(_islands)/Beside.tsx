export default function Beside() {
  return <i>beside</i>;
}
