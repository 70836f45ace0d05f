const PATHS = {
  test: "M7 5l11 7-11 7z",
  connect: "M8 8l-4 4 4 4M16 8l4 4-4 4M13.5 6l-3 12",
  edit: "M4 20h4L19 9l-4-4L4 16zM13.5 6.5l4 4",
} as const;

/** A small picture in a button that says what it does by its label. */
export function Icon({ name }: { name: keyof typeof PATHS }) {
  return (
    <svg
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      stroke-width="1.8"
      stroke-linecap="round"
      stroke-linejoin="round"
      aria-hidden="true"
    >
      <path d={PATHS[name]} />
    </svg>
  );
}
