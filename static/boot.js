// Before the first paint, so that nothing flashes; written by lib/ui/look.ts.
try {
  const look = JSON.parse(localStorage.getItem("apantli.look") ?? "{}");
  for (const name of ["theme", "font", "size", "weight"]) {
    if (look[name]) document.documentElement.dataset[name] = look[name];
  }
} catch {
  // Storage is off or broken.
}
// Pages come from the server with their times in them.
const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
document.cookie = `apantli-zone=${
  encodeURIComponent(zone)
}; path=/; max-age=31536000; samesite=strict`;
// The tabs of the Python dashboard were /#calendar and so on.
const lead = () => {
  const old = location.pathname === "/" && /^#(calendar|models|requests)$/.exec(location.hash);
  if (old) location.replace(`/${old[1]}`);
};
lead();
addEventListener("hashchange", lead);
