import { useSignal } from "@preact/signals";
import { Head } from "fresh/runtime";

/** Names the page after what it counts, and shows an image of `static/`. */
export default function Titled() {
  const count = useSignal(0);
  return (
    <p>
      <Head>
        <title>{`Titled ${count}`}</title>
        <meta name="description" content={`counted to ${count}`} />
        {count.value > 1 && <meta name="late" content="1" />}
        <link rel="license" href="/license" />
      </Head>
      <img src="/pixel.svg" srcset="/pixel.svg 1x, /pixel.svg 2x" alt="a pixel" />
      {count.value > 0 && <img class="late" src="/pixel.svg" alt="the same" />}
      <button type="button" onClick={() => count.value++}>more</button>
    </p>
  );
}
