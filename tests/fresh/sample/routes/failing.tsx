import { signal } from "@preact/signals";
import { Counter } from "../islands/Counter.tsx";
import { Brittle, Deep, Effect } from "../islands/Failing.tsx";
import Remembering from "../islands/Remembering.tsx";
import Unloadable from "../islands/Unloadable.tsx";
import { define } from "../define.ts";

export default define.page(() => {
  const count = signal(1);
  return (
    <>
      <Unloadable />
      <Deep>
        <Counter count={count} />
      </Deep>
      <Effect />
      <Brittle count={count} />
      <Remembering>
        <Counter count={count} />
      </Remembering>
      <Counter count={count} />
    </>
  );
});
