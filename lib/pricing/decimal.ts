/** A decimal number as `digits × 10^-scale`, so that money never meets floating point. */
interface Decimal {
  digits: bigint;
  scale: number;
}

const NUMBER = /^(\d+)(?:\.(\d*))?(?:e([+-]?\d{1,3}))?$/i;

/**
 * The plain decimal text of a price (no exponent, no trailing zeros), moved `shift` places to the
 * left of the point: `decimalText(1.5e-7, 6)` is `"0.15"`. A number counts as its shortest decimal
 * form, which is what its author wrote. Throws a RangeError for anything but a number ≥ 0.
 */
export function decimalText(value: string | number, shift = 0): string {
  const { digits, scale } = parse(value);
  return format({ digits, scale: scale - shift });
}

/** The exact product of two decimals, for example a price and the factor of a service tier. */
export function times(price: string, factor: string): string {
  const a = parse(price);
  const b = parse(factor);
  return format({ digits: a.digits * b.digits, scale: a.scale + b.scale });
}

/**
 * `amount × price / per` in integer nano-dollars (10⁻⁹ USD). `price` is USD for `per` units.
 * This is the only place where money is rounded: half up, once per line of a cost.
 */
export function nanos(amount: number, price: string, per: number): number {
  const { digits, scale } = parse(price);
  const numerator = BigInt(amount) * digits * 1_000_000_000n * 2n;
  const denominator = BigInt(per) * 10n ** BigInt(scale);
  return Number((numerator + denominator) / (denominator * 2n));
}

function parse(value: string | number): Decimal {
  const [, whole, fraction = "", exponent = "0"] = NUMBER.exec(String(value).trim()) ?? [];
  if (whole === undefined) throw new RangeError(`A price must be a number ≥ 0, not "${value}".`);
  const scale = fraction.length - Number(exponent);
  const digits = BigInt(whole + fraction);
  return scale < 0 ? { digits: digits * 10n ** BigInt(-scale), scale: 0 } : { digits, scale };
}

function format({ digits, scale }: Decimal): string {
  if (scale <= 0) return String(digits * 10n ** BigInt(-scale));
  const text = String(digits).padStart(scale + 1, "0");
  const fraction = text.slice(-scale).replace(/0+$/, "");
  return text.slice(0, -scale) + (fraction === "" ? "" : `.${fraction}`);
}
