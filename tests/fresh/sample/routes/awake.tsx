import { signal } from "@preact/signals";
import Asset from "../islands/Asset.tsx";
import Broken from "../islands/Broken.tsx";
import { Counter, Total } from "../islands/Counter.tsx";
import Toggle from "../islands/Toggle.tsx";
import { define } from "../define.ts";

export default define.page(() => {
  const count = signal(1);
  return (
    <>
      <Broken />
      <Counter count={count} />
      <Asset />
      <Toggle open={false}>
        <Toggle open={false}>
          <Total count={count} />
        </Toggle>
      </Toggle>
    </>
  );
});
