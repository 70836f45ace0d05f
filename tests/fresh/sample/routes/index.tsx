import { signal } from "@preact/signals";
import { Head } from "fresh/runtime";
import { define } from "../define.ts";
import Beside from "./(_islands)/Beside.tsx";
import Facts from "../islands/Facts.tsx";
import { Counter, Total } from "../islands/Counter.tsx";
import Toggle from "../islands/Toggle.tsx";

export default define.page(() => {
  const count = signal(3);
  const facts = {
    map: new Map([["a", 1]]),
    set: new Set(["x"]),
    date: new Date(0),
    big: 12345678901234567890n,
    url: new URL("http://localhost/x"),
    text: "</script><b>",
  };
  return (
    <>
      <Head>
        <title>Home</title>
        <meta name="description" content="first" key="description" />
      </Head>
      <Counter count={count} />
      <Total count={count} />
      <Facts {...facts} />
      <Toggle open>
        <p>
          Shown <Counter count={count} />
        </p>
      </Toggle>
      <Toggle open={false}>
        <p>
          Hidden <Total count={count} />
        </p>
      </Toggle>
      <Beside />
    </>
  );
});
