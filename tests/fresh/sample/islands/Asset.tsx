import { useEffect, useState } from "preact/hooks";
import { asset, Head } from "fresh/runtime";

/** Shows what `asset()` gives, on the server and then in the browser. */
export default function Asset() {
  const [url, setUrl] = useState("");
  useEffect(() => setUrl(asset("/style.css")), []);
  return (
    <p title={asset("/style.css")}>
      <Head>
        <title>Awake</title>
      </Head>
      {url}
    </p>
  );
}
