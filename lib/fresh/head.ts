import { type ComponentChildren, Fragment, isValidElement, type VNode } from "preact";
import { useContext, useEffect } from "preact/hooks";
import { HeadContext } from "./shared.ts";

type Props = Record<string, unknown>;

/**
 * Puts its children into the document's `<head>`: on the server, and again whenever an island shows
 * others. There the title and what has an `id`, or a `<meta>` its `name`, takes the place of its like.
 * Source: Fresh's documentation, "Modifying the head".
 */
export function Head({ children }: { children?: ComponentChildren }): null {
  useContext(HeadContext)?.(children);
  // Runs in the browser only.
  useEffect(() => elementsOf(children).forEach(show));
  return null;
}

/** The elements among some children; a fragment stands for what is in it. */
export function elementsOf(children: ComponentChildren): VNode<Props>[] {
  const elements = [children].flat(9)
    .filter((child): child is VNode<Props> => isValidElement(child));
  return elements.flatMap((one) =>
    one.type === Fragment ? elementsOf(one.props.children as ComponentChildren) : [one]
  );
}

/** Nothing is touched that is right already: it was the server's. */
function show({ type, props }: VNode<Props>): void {
  if (typeof type !== "string") return;
  const text = [props.children].flat(9).filter(isText).join("");
  if (type === "title") {
    document.title = text;
    return;
  }
  const name = typeof props.id === "string" ? "id" : "name";
  const value = props[name];
  // What cannot be found again would be added again and again.
  if (typeof value !== "string" || (name === "name" && type !== "meta")) return;
  const known = document.head.querySelector(`${type}[${name}="${CSS.escape(value)}"]`);
  const element = known ?? document.createElement(type);
  for (const [key, value] of Object.entries(props)) {
    if (key === "children" || (!isText(value) && value !== true)) continue;
    const attribute = value === true ? "" : `${value}`;
    if (element.getAttribute(key) !== attribute) element.setAttribute(key, attribute);
  }
  if (text !== element.textContent) element.textContent = text;
  if (known === null) document.head.append(element);
}

function isText(value: unknown): value is string | number {
  return typeof value === "string" || typeof value === "number";
}
