import type { PriceOverride } from "./overrides.ts";

const DAILY = [0, 1, 2, 3, 4, 5, 6];
const WEEKDAYS = [1, 2, 3, 4, 5];
/** 9–12 and 14–18 o'clock in Beijing. Chinese public holidays count as off-peak, which is not modelled. */
const BEIJING_OFFICE = [[1, 4], [6, 10]] as const;

const DEEPSEEK_PRICING = "https://api-docs.deepseek.com/quick_start/pricing";
/** Both names served Flash from the day that V4 came out until they were retired on 2026-07-24. */
const FLASH = [
  "deepseek-flash",
  "deepseek-v4-flash",
  "deepseek-v4-flash-vision-exp",
  "deepseek-chat",
  "deepseek-reasoner",
];

/** DeepSeek's prices since it stopped its night discount of 2025, in the order of time. */
export const DEEPSEEK_OVERRIDES: readonly PriceOverride[] = [
  {
    provider: "deepseek",
    models: ["deepseek-chat", "deepseek-reasoner"],
    from: "2025-09-05T16:00:00Z",
    prices: { input: "0.56", cacheRead: "0.07", output: "1.68" },
    source: "https://api-docs.deepseek.com/news/news250821",
    checked: "2025-08-21",
  },
  {
    provider: "deepseek",
    models: ["deepseek-chat", "deepseek-reasoner"],
    from: "2025-09-29T16:00:00Z",
    prices: { input: "0.28", cacheRead: "0.028", output: "0.42" },
    source: "https://api-docs.deepseek.com/news/news250929",
    checked: "2025-09-29",
  },
  {
    provider: "deepseek",
    models: FLASH,
    from: "2026-04-24T00:00:00Z",
    prices: { input: "0.14", cacheRead: "0.028", output: "0.28" },
    source: DEEPSEEK_PRICING,
    checked: "2026-04-26",
  },
  {
    provider: "deepseek",
    models: FLASH,
    from: "2026-04-26T12:15:00Z",
    prices: { input: "0.14", cacheRead: "0.0028", output: "0.28" },
    source: DEEPSEEK_PRICING,
    checked: "2026-04-30",
  },
  {
    provider: "deepseek",
    models: FLASH,
    from: "2026-08-16T16:00:00Z",
    prices: { input: "0.22", cacheRead: "0.007", output: "0.66" },
    peak: { days: DAILY, hours: BEIJING_OFFICE, factor: "2" },
    source: DEEPSEEK_PRICING,
    checked: "2026-08-19",
  },
  {
    provider: "deepseek",
    models: FLASH,
    from: "2026-08-22T16:00:00Z",
    prices: { input: "0.22", cacheRead: "0.007", output: "0.66" },
    peak: { days: WEEKDAYS, hours: BEIJING_OFFICE, factor: "2" },
    source: DEEPSEEK_PRICING,
    checked: "2026-08-23",
  },
  {
    provider: "deepseek",
    models: FLASH,
    from: "2026-09-10T04:00:00Z",
    prices: { input: "0.15", cacheRead: "0.003", output: "0.6" },
    peak: { days: WEEKDAYS, hours: BEIJING_OFFICE, factor: "2" },
    source: DEEPSEEK_PRICING,
    checked: "2026-10-27",
  },
  {
    provider: "deepseek",
    models: ["deepseek-v4-pro"],
    from: "2026-04-26T12:15:00Z",
    prices: { input: "0.435", cacheRead: "0.003625", output: "0.87" },
    source: DEEPSEEK_PRICING,
    checked: "2026-07-04",
  },
  {
    provider: "deepseek",
    models: ["deepseek-v4-pro"],
    from: "2026-08-16T16:00:00Z",
    prices: { input: "0.66", cacheRead: "0.022", output: "1.98" },
    peak: { days: DAILY, hours: BEIJING_OFFICE, factor: "2" },
    source: DEEPSEEK_PRICING,
    checked: "2026-08-19",
  },
  {
    provider: "deepseek",
    models: ["deepseek-v4-pro"],
    from: "2026-08-22T16:00:00Z",
    prices: { input: "0.66", cacheRead: "0.022", output: "1.98" },
    peak: { days: WEEKDAYS, hours: BEIJING_OFFICE, factor: "2" },
    source: DEEPSEEK_PRICING,
    checked: "2026-10-27",
  },
];
