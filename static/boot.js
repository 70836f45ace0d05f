// Runs before the first paint: what the viewer chose must not flash in later. The dashboard's settings
// write the same entry (lib/ui/look.ts).
try {
  const look = JSON.parse(localStorage.getItem("apantli.look") ?? "{}");
  for (const name of ["theme", "font", "size", "weight"]) {
    if (look[name]) document.documentElement.dataset[name] = look[name];
  }
} catch {
  // Storage that is switched off or broken: the page is as shipped.
}
// Pages come from the server with their times in them.
const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
document.cookie = `apantli-zone=${
  encodeURIComponent(zone)
}; path=/; max-age=31536000; samesite=strict`;
