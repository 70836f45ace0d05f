import { asset } from "fresh/runtime";
import { define } from "../define.ts";

export default define.layout(({ Component, state }) => (
  <html lang="en">
    <head>
      <title>Sample</title>
      <link rel="stylesheet" href={asset("/style.css")} />
    </head>
    <body data-trail={state.trail.join(",")}>
      <Component />
    </body>
  </html>
));
