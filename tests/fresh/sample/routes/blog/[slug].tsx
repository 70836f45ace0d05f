import { define } from "../../define.ts";

export default define.page(({ params, route }) => <h1>{`${params.slug} by ${route}`}</h1>);
