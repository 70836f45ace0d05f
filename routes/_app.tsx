import { define } from "../lib/define.ts";
import { Document } from "../lib/ui/shell.tsx";

export default define.layout(({ Component }) => (
  <Document>
    <Component />
  </Document>
));
