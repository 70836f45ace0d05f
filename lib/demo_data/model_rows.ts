/**
 * Which aliases a user may have had from autumn 2023 on, at about the days on which their models were
 * released, with speeds of about the right size:
 * alias | provider | model, where it has another name | from | until | roles | share | first token in
 * ms | tokens per second | tokens of reasoning
 */
export const MODEL_ROWS: readonly string[] = `
gpt-4 | openai | | 2023-03-14 | 2024-02-20 | chat reason | 3 | 900 | 22 | 0
gpt-3.5-turbo | openai | | 2023-03-01 | 2024-07-25 | small chat | 6 | 350 | 75 | 0
gpt-4-turbo | openai | gpt-4-turbo-preview | 2023-11-06 | 2024-05-20 | chat agent reason | 5 | 800 | 34 | 0
gpt-4-vision | openai | gpt-4-vision-preview | 2023-11-06 | 2024-05-20 | vision | 3 | 1300 | 28 | 0
gpt-4o | openai | | 2024-05-13 | 2025-05-10 | chat agent vision reason | 6 | 520 | 80 | 0
gpt-4o-mini | openai | | 2024-07-18 | 2025-09-20 | small chat vision | 7 | 420 | 95 | 0
o1-mini | openai | | 2024-09-12 | 2025-02-10 | reason | 4 | 2600 | 160 | 1400
o3-mini | openai | | 2025-01-31 | 2025-08-12 | reason | 4 | 3100 | 150 | 1200
gpt-4.1 | openai | | 2025-04-14 | 2025-09-01 | chat agent vision | 4 | 560 | 85 | 0
gpt-4.1-mini | openai | | 2025-04-14 | 2026-03-20 | small vision | 5 | 430 | 90 | 0
gpt-5 | openai | | 2025-08-07 | 2025-12-15 | agent reason chat | 4 | 2400 | 75 | 700
gpt-5-mini | openai | | 2025-08-07 | 2026-04-02 | small chat | 5 | 1300 | 95 | 250
gpt-5.2 | openai | | 2025-12-11 | 2026-03-12 | agent reason chat | 4 | 2200 | 80 | 650
gpt-5.4 | openai | | 2026-03-05 | 2026-08-01 | agent reason chat | 4 | 2000 | 90 | 600
gpt-5.4-mini | openai | | 2026-03-17 | 2026-09-08 | small vision | 5 | 900 | 130 | 180
gpt-5.6-terra | openai | | 2026-07-20 | | chat reason vision | 4 | 1500 | 110 | 420
gpt-5.6-luna | openai | | 2026-07-20 | | small | 6 | 500 | 170 | 90
gpt-6.1-sol | openai | | 2026-09-29 | | agent reason chat | 5 | 1600 | 120 | 520
claude-2.1 | anthropic | | 2023-11-21 | 2024-03-08 | chat agent | 3 | 1100 | 30 | 0
claude-3-opus | anthropic | claude-3-opus-20240229 | 2024-03-04 | 2024-07-10 | reason agent chat | 4 | 1500 | 26 | 0
claude-3-haiku | anthropic | claude-3-haiku-20240307 | 2024-03-13 | 2024-11-12 | small vision | 4 | 420 | 120 | 0
claude-3-5-sonnet | anthropic | claude-3-5-sonnet-20240620 | 2024-06-20 | 2025-03-01 | agent chat vision | 9 | 850 | 68 | 0
claude-3-5-haiku | anthropic | claude-3-5-haiku-20241022 | 2024-11-04 | 2025-10-18 | small | 4 | 700 | 64 | 0
claude-3-7-sonnet | anthropic | claude-3-7-sonnet-20250219 | 2025-02-24 | 2025-06-01 | agent chat reason | 8 | 1000 | 72 | 380
claude-sonnet | anthropic | claude-sonnet-4-20250514 | 2025-05-22 | 2025-09-29 | agent chat vision | 10 | 1100 | 70 | 260
claude-sonnet | anthropic | claude-sonnet-4-5 | 2025-09-29 | 2026-02-17 | agent chat vision | 11 | 1050 | 72 | 300
claude-sonnet | anthropic | claude-sonnet-4-6 | 2026-02-17 | 2026-06-30 | agent chat vision | 11 | 1000 | 76 | 300
claude-sonnet | anthropic | claude-sonnet-5 | 2026-06-30 | 2026-10-07 | agent chat vision | 11 | 950 | 88 | 280
claude-sonnet | anthropic | claude-sonnet-5-5 | 2026-10-07 | | agent chat vision | 12 | 900 | 94 | 260
claude-opus | anthropic | claude-opus-4-1 | 2025-08-05 | 2025-11-24 | reason | 3 | 1900 | 40 | 700
claude-opus | anthropic | claude-opus-4-5 | 2025-11-24 | 2026-02-05 | reason agent | 3 | 1700 | 52 | 600
claude-opus | anthropic | claude-opus-4-6 | 2026-02-05 | 2026-07-24 | reason agent | 3 | 1700 | 54 | 600
claude-opus | anthropic | claude-opus-5 | 2026-07-24 | 2026-10-07 | reason agent | 3 | 1600 | 60 | 560
claude-opus | anthropic | claude-opus-5-5 | 2026-10-07 | | reason agent | 3 | 1500 | 64 | 520
claude-haiku | anthropic | claude-haiku-4-5 | 2025-10-15 | 2026-10-07 | small chat | 5 | 550 | 130 | 0
claude-haiku | anthropic | claude-haiku-5-5 | 2026-10-07 | | small chat | 6 | 420 | 180 | 0
gemini-1.5-pro | gemini | gemini-1.5-pro-001 | 2024-05-14 | 2025-03-01 | reason vision | 3 | 1200 | 48 | 0
gemini-1.5-flash | gemini | gemini-1.5-flash-001 | 2024-05-24 | 2025-02-10 | small vision | 3 | 480 | 140 | 0
gemini-2.0-flash | gemini | | 2025-02-05 | 2025-07-01 | small vision chat | 4 | 430 | 165 | 0
gemini-2.5-pro | gemini | | 2025-06-17 | 2026-02-25 | reason chat vision | 3 | 2800 | 120 | 900
gemini-2.5-flash | gemini | | 2025-06-17 | 2026-05-20 | small vision | 5 | 700 | 190 | 180
gemini-pro | gemini | gemini-3.1-pro-preview | 2026-02-19 | | reason chat | 3 | 2500 | 125 | 800
gemini-flash | gemini | gemini-3.5-flash | 2026-05-20 | 2026-09-05 | small vision | 5 | 650 | 210 | 120
gemini-flash | gemini | gemini-3.8-flash | 2026-09-05 | | small vision | 5 | 600 | 230 | 110
gemini-flash-lite | gemini | gemini-3.5-flash-lite | 2026-06-10 | | small | 4 | 320 | 280 | 0
groq-mixtral | groq | mixtral-8x7b-32768 | 2024-02-20 | 2024-05-10 | small chat | 3 | 180 | 420 | 0
groq-llama3-70b | groq | llama3-70b-8192 | 2024-04-18 | 2024-12-10 | chat small | 3 | 190 | 310 | 0
groq-llama-3.3-70b-versatile | groq | llama-3.3-70b-versatile | 2024-12-06 | 2025-08-20 | chat small | 3 | 190 | 280 | 0
groq-llama-4-maverick-17b-128e-instruct | groq | meta-llama/llama-4-maverick-17b-128e-instruct | 2025-04-06 | 2025-12-01 | chat vision | 2 | 210 | 380 | 0
groq-gpt-oss-120b | groq | openai/gpt-oss-120b | 2025-08-05 | | chat small | 3 | 220 | 480 | 140
groq-gpt-oss-20b | groq | openai/gpt-oss-20b | 2025-08-05 | | small | 3 | 160 | 900 | 80
mistral-small | mistral | mistral-small-latest | 2024-02-26 | | small | 3 | 320 | 140 | 0
mistral-large | mistral | mistral-large-latest | 2024-02-26 | | chat agent | 2 | 560 | 62 | 0
codestral | mistral | codestral-latest | 2024-05-29 | 2026-08-01 | small | 4 | 260 | 170 | 0
open-mixtral-8x22b | mistral | | 2024-04-17 | 2024-11-30 | chat | 2 | 500 | 70 | 0
deepseek-chat | deepseek | | 2024-12-26 | 2026-07-24 | chat small | 4 | 900 | 42 | 0
deepseek-reasoner | deepseek | | 2025-01-20 | 2026-07-24 | reason | 4 | 1200 | 38 | 900
deepseek-flash | deepseek | | 2026-07-24 | | small chat | 4 | 600 | 88 | 120
deepseek-pro | deepseek | deepseek-v4-pro | 2026-04-28 | | reason chat agent | 3 | 1100 | 52 | 480
local-mistral | ollama | mistral:7b-instruct | 2023-09-27 | 2024-07-23 | small chat | 2 | 380 | 31 | 0
local-llama | ollama | llama3.1:8b | 2024-07-23 | 2025-05-02 | small chat | 2 | 350 | 34 | 0
local-qwen2.5-coder-32b-instruct-q4_K_M | ollama | qwen2.5-coder:32b-instruct-q4_K_M | 2024-11-12 | 2025-08-06 | small | 1.5 | 900 | 13 | 0
local-qwen | ollama | qwen3:8b | 2025-04-29 | | small chat | 2.5 | 420 | 38 | 160
local-gpt-oss | ollama | gpt-oss:20b | 2025-08-06 | | chat small | 2 | 520 | 46 | 200
studio-gemma-3-27b-it-qat | lm_studio | gemma-3-27b-it-qat | 2025-04-18 | | chat vision | 1 | 1100 | 17 | 0
mixtral-8x22b-instruct | openrouter | mistralai/mixtral-8x22b-instruct | 2024-04-22 | 2024-10-01 | chat | 2 | 700 | 64 | 0
qwen-2.5-72b | openrouter | qwen/qwen-2.5-72b-instruct | 2024-09-19 | 2025-05-01 | chat | 2 | 800 | 52 | 0
deepseek-r1 | openrouter | deepseek/deepseek-r1 | 2025-01-22 | 2025-08-01 | reason | 2 | 1800 | 46 | 1100
kimi | openrouter | moonshotai/kimi-k2 | 2025-07-14 | 2026-01-28 | agent chat | 3 | 900 | 58 | 0
kimi | openrouter | moonshotai/kimi-k2.5 | 2026-01-28 | 2026-08-20 | agent chat | 3 | 900 | 66 | 220
kimi | openrouter | moonshotai/kimi-k3 | 2026-08-20 | | agent chat | 2 | 950 | 70 | 260
glm | openrouter | z-ai/glm-4.6 | 2025-10-01 | 2026-05-10 | agent chat | 2 | 850 | 72 | 180
glm | openrouter | z-ai/glm-5.3 | 2026-05-10 | | agent chat | 2 | 850 | 78 | 200
house-style-7b | openai | ft-house-style-7b | 2026-04-13 | | small | 1.2 | 240 | 62 | 0
`.trim().split("\n");
