import assert from "node:assert/strict";
import type { JsonObject, JsonValue } from "../../../lib/types/json.ts";
import { bodyOf, encode, firstBlocks, refusal } from "./fixtures.ts";

const MARK = { type: "ephemeral" };
const blocks = (...content: JsonValue[]) => firstBlocks(bodyOf([{ role: "user", content }]));
const image = (url: string, extra: JsonObject = {}) => ({
  type: "image_url",
  image_url: { url },
  ...extra,
});
const file = (fields: JsonObject, extra: JsonObject = {}) => ({
  type: "file",
  file: fields,
  ...extra,
});

Deno.test("text parts stay text, in their order, without what is only white space", () => {
  const parts = [
    { type: "text", text: "a", cache_control: MARK, annotations: [] },
    { type: "text", text: " \n" },
    "b",
    { type: "refusal", refusal: "no" },
  ];
  assert.deepEqual(blocks(...parts), [
    { type: "text", text: "a", cache_control: MARK },
    { type: "text", text: "b" },
    { type: "text", text: "no" },
  ]);
});

Deno.test("a picture in a data URL travels inline, one on the web by its URL", () => {
  assert.deepEqual(
    blocks(
      image("data:image/jpg;base64,QUJD", { cache_control: MARK }),
      image("https://sea.example/a.png"),
      { type: "image_url", image_url: "data:image/gif;base64,R0lG" },
    ),
    [
      {
        type: "image",
        source: { type: "base64", media_type: "image/jpeg", data: "QUJD" },
        cache_control: MARK,
      },
      { type: "image", source: { type: "url", url: "https://sea.example/a.png" } },
      { type: "image", source: { type: "base64", media_type: "image/gif", data: "R0lG" } },
    ],
  );
});

Deno.test("a picture's detail is a hint that is named as left out", () => {
  const part = {
    type: "image_url",
    image_url: { url: "https://sea.example/a.png", detail: "low" },
  };
  const { dropped } = encode({ messages: [{ role: "user", content: [part] }] });
  assert.deepEqual(dropped, ["messages[0].content[0].image_url.detail"]);
});

Deno.test("a PDF becomes a document with its name as title", () => {
  const source = { type: "base64", media_type: "application/pdf", data: "JVBERi0=" };
  assert.deepEqual(
    blocks(
      file({ filename: "tides.pdf", file_data: "data:application/pdf;base64,JVBERi0=" }),
      file({ filename: "tides.pdf", file_data: "JVBERi0=" }, { citations: { enabled: true } }),
      file({ file_data: "data:application/octet-stream;base64,JVBERi0=", filename: "x.PDF" }),
    ),
    [
      { type: "document", source, title: "tides.pdf" },
      { type: "document", source, title: "tides.pdf", citations: { enabled: true } },
      { type: "document", source, title: "x.PDF" },
    ],
  );
});

Deno.test("text files become text documents, decoded", () => {
  const source = (data: string) => ({ type: "text", media_type: "text/plain", data });
  assert.deepEqual(
    blocks(
      file({ filename: "a.txt", file_data: "data:text/plain;base64,RMOkbW1l" }),
      file({ file_data: "data:text/csv,h%C3%B6he%2C9" }),
      file({ filename: "b.json", file_data: "e30=" }),
    ),
    [
      { type: "document", source: source("Dämme"), title: "a.txt" },
      { type: "document", source: source("höhe,9") },
      { type: "document", source: source("{}"), title: "b.json" },
    ],
  );
});

Deno.test("files by reference: a URL, or the id of a file at the provider", () => {
  assert.deepEqual(
    blocks(
      file({ file_id: "https://sea.example/a.pdf" }),
      file({ file_id: "https://sea.example/a", format: "image/png" }),
      file({ file_id: "file_011abc" }),
    ),
    [
      { type: "document", source: { type: "url", url: "https://sea.example/a.pdf" } },
      { type: "image", source: { type: "url", url: "https://sea.example/a" } },
      { type: "document", source: { type: "file", file_id: "file_011abc" } },
    ],
  );
});

Deno.test("Anthropic's own blocks go through, without nulls", () => {
  const own = {
    type: "search_result",
    source: "s",
    title: "t",
    content: [{ type: "text", text: "x" }],
  };
  assert.deepEqual(blocks({ ...own, cache_control: null }), [own]);
});

const INEXPRESSIBLE: readonly [name: string, part: JsonObject, param: string][] = [
  ["audio", { type: "input_audio", input_audio: { data: "AA==", format: "wav" } }, ""],
  ["video", { type: "video_url", video_url: { url: "https://sea.example/a.mp4" } }, ""],
  ["an archive", file({ file_data: "data:application/zip;base64,AA==" }), ".file.file_data"],
];

for (const [name, part, path] of INEXPRESSIBLE) {
  Deno.test(`${name} cannot be expressed: a 400 that names it, or left out and named`, () => {
    const messages = [{ role: "user", content: [{ type: "text", text: "Hi" }, part] }];
    const param = `messages[0].content[1]${path}`;
    assert.throws(() => encode({ messages }), refusal(param));
    const { body, dropped } = encode({ messages }, undefined, true);
    assert.deepEqual(firstBlocks(body), [{ type: "text", text: "Hi" }]);
    assert.deepEqual(dropped, [param]);
  });
}

const UNREADABLE: readonly [part: JsonValue, path: string][] = [
  [7, ""],
  [{ text: "no type" }, ""],
  [{ type: "text", text: 7 }, ".text"],
  [{ type: "image_url" }, ".image_url.url"],
  [image("ftp://sea.example/a.png"), ".image_url.url"],
  [image("data:image/png;base64"), ".image_url.url"],
  [{ type: "file", file: { filename: "a.pdf" } }, ".file.file_data"],
  [file({ file_data: "data:text/plain;base64,%%%" }), ".file.file_data"],
  [file({ file_data: "data:text/plain,%E0%A4%A" }), ".file.file_data"],
];

for (const [part, path] of UNREADABLE) {
  Deno.test(`the part ${JSON.stringify(part)} is a 400 that names it`, () => {
    assert.throws(() => blocks(part), refusal(`messages[0].content[0]${path}`));
  });
}
