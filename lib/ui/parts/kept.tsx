/** What a form keeps of the page's address: all but what it asks for itself. */
export function Kept({ url, but }: { url: string; but: readonly string[] }) {
  return (
    <>
      {[...new URLSearchParams(url.split("?")[1])].map(([name, value]) =>
        !but.includes(name) && <input key={name} type="hidden" name={name} value={value} />
      )}
    </>
  );
}
