import assert from "node:assert/strict";
import { ApiError } from "../../../lib/http/error.ts";
import { Omissions } from "../../../lib/protocols/gemini/omissions.ts";
import { encodeToolChoice, encodeTools } from "../../../lib/protocols/gemini/tools.ts";
import type { JsonValue } from "../../../lib/types/json.ts";
import { encode } from "./fixtures.ts";

const TIDE = {
  type: "function",
  function: {
    name: "tide",
    description: "High water of a harbour",
    parameters: {
      type: "object",
      properties: { harbour: { type: "string" } },
      required: ["harbour"],
      additionalProperties: false,
    },
  },
};

Deno.test("encodeTools() gathers all functions in one list of declarations", () => {
  const clock = { type: "function", function: { name: "clock" } };
  assert.deepEqual(encodeTools([TIDE, clock], new Omissions(false)), [{
    functionDeclarations: [
      {
        name: "tide",
        description: "High water of a harbour",
        parametersJsonSchema: TIDE.function.parameters,
      },
      { name: "clock" },
    ],
  }]);
});

Deno.test("encodeTools() makes an object of parameters that do not say what they are", () => {
  const tool = { type: "function", function: { name: "clock", parameters: {} } };
  assert.deepEqual(encodeTools([tool], new Omissions(false)), [{
    functionDeclarations: [{ name: "clock", parametersJsonSchema: { type: "object" } }],
  }]);
});

Deno.test("encodeTools() hands on the tools that the provider runs", () => {
  const tools = [TIDE, { type: "web_search" }, { urlContext: {} }, { type: "code_execution" }];
  const [declarations, ...others] = encodeTools(tools, new Omissions(false));
  assert.ok(declarations?.functionDeclarations);
  assert.deepEqual(others, [{ googleSearch: {} }, { urlContext: {} }, { codeExecution: {} }]);
});

Deno.test("encodeTools() names a tool that it cannot read or express", () => {
  const cases: [tools: JsonValue, param: string][] = [
    ["x", "tools"],
    [[7], "tools[0]"],
    [[{ type: 7 }], "tools[0].type"],
    [[{ type: "function", function: {} }], "tools[0].function.name"],
    [[TIDE, { type: "custom", custom: { name: "x" } }], "tools[1]"],
  ];
  for (const [tools, param] of cases) {
    assert.throws(
      () => encodeTools(tools, new Omissions(false)),
      (error) => error instanceof ApiError && error.status === 400 && error.param === param,
      param,
    );
  }
});

Deno.test("encodeTools() names what it left out", () => {
  const omissions = new Omissions(true);
  const strict = { ...TIDE, function: { ...TIDE.function, strict: true }, cache_control: {} };
  assert.equal(encodeTools([strict, { type: "custom" }], omissions).length, 1);
  assert.deepEqual(omissions.fields, [
    "tools[0].cache_control",
    "tools[0].function.strict",
    "tools[1]",
  ]);
});

const CHOICES: [choice: JsonValue, expected: JsonValue][] = [
  ["auto", { mode: "AUTO" }],
  ["none", { mode: "NONE" }],
  ["required", { mode: "ANY" }],
  [
    { type: "function", function: { name: "tide" } },
    { mode: "ANY", allowedFunctionNames: ["tide"] },
  ],
  [
    {
      type: "allowed_tools",
      allowed_tools: { mode: "required", tools: [TIDE, { type: "function", name: "clock" }] },
    },
    { mode: "ANY", allowedFunctionNames: ["tide", "clock"] },
  ],
  [
    { type: "allowed_tools", allowed_tools: { mode: "auto", tools: [TIDE] } },
    { mode: "VALIDATED", allowedFunctionNames: ["tide"] },
  ],
];

Deno.test("encodeToolChoice() says each choice in Gemini's modes", () => {
  for (const [choice, expected] of CHOICES) {
    assert.deepEqual(encodeToolChoice(choice, new Omissions(false)), expected);
  }
});

Deno.test("encodeToolChoice() refuses a choice that Gemini has no mode for", () => {
  assert.throws(() => encodeToolChoice("sometimes", new Omissions(false)), ApiError);
  assert.equal(encodeToolChoice({ type: "custom" }, new Omissions(true)), null);
});

Deno.test("a request offers Google Search once, however it asks for it", () => {
  const tools = [TIDE, { type: "web_search_preview" }];
  const first = encode({ tools, web_search_options: {} }).body.tools;
  const second = encode({ web_search_options: {}, tools }).body.tools;
  for (const offered of [first, second]) {
    assert.equal(JSON.stringify(offered).split("googleSearch").length, 2);
  }
});
