/** RFC 9110, 5.1 and 5.5: what a header's name and value may consist of. */
const NAME = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;
const VALUE = /^[\t\x20-\x7e]*$/;

/**
 * Why configured headers cannot be sent, as a sentence with the mend; `null` when they can. The HTTP
 * client would say so too, but quote the value, which may be a secret.
 */
export function headerProblem(headers: Readonly<Record<string, string>>): string | null {
  for (const [name, value] of Object.entries(headers)) {
    if (!NAME.test(name)) return "extra_headers has a name that no header can have. Remove it.";
    if (!VALUE.test(value)) {
      return `The header ${name} holds characters that no header can hold. ` +
        "Write it in plain letters and in one line.";
    }
  }
  return null;
}
