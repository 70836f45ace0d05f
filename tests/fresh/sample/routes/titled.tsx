import Data from "../islands/Data.tsx";
import Titled from "../islands/Titled.tsx";
import { define } from "../define.ts";

export default define.page(() => {
  const ring: { name: string; next?: { name: string } } = { name: "a" };
  ring.next = { name: "b", next: ring } as typeof ring;
  const nested = new Map([["days", new Set([new Date(1e12)])]]);
  const odd = [NaN, -0, -Infinity, , 4] as number[];
  return (
    <>
      <Titled />
      <Data
        ring={ring}
        same={ring}
        bytes={new Uint8Array([1, 2, 255])}
        pattern={/a+/gi}
        odd={odd}
        nested={nested}
        none={undefined}
      />
    </>
  );
});
