const made = new Map<string, Intl.DateTimeFormat>();

/** A format of dates, made once for the same words: making one takes longer than a hundred dates. */
export function dateFormat(
  locale: string,
  options: Intl.DateTimeFormatOptions,
): Intl.DateTimeFormat {
  const name = `${locale} ${JSON.stringify(options)}`;
  const known = made.get(name);
  if (known !== undefined) return known;
  const format = new Intl.DateTimeFormat(locale, options);
  made.set(name, format);
  return format;
}
