import { define } from "../define.ts";

export default define.page(({ url }) => <h1>No page at {url.pathname}</h1>);
