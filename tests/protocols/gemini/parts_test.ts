import assert from "node:assert/strict";
import type { JsonObject } from "../../../lib/types/json.ts";
import { ApiError } from "../../../lib/http/error.ts";
import { Omissions } from "../../../lib/protocols/gemini/omissions.ts";
import { encodeContent } from "../../../lib/protocols/gemini/parts.ts";

const inline = (mimeType: string, data: string) => ({ inlineData: { mimeType, data } });

const PARTS: [name: string, part: JsonObject, expected: JsonObject][] = [
  ["text", { type: "text", text: "a" }, { text: "a" }],
  ["a refusal of an earlier turn", { type: "refusal", refusal: "no" }, { text: "no" }],
  [
    "an image as data URL",
    { type: "image_url", image_url: { url: "data:image/png;base64,aWNvbg==" } },
    inline("image/png", "aWNvbg=="),
  ],
  [
    "an image whose URL stands without an object",
    { type: "image_url", image_url: "data:image/jpg;base64,AA==" },
    inline("image/jpeg", "AA=="),
  ],
  [
    "an image by URL, typed by its extension",
    { type: "image_url", image_url: { url: "https://example.org/a.webp?size=2" } },
    { fileData: { mimeType: "image/webp", fileUri: "https://example.org/a.webp?size=2" } },
  ],
  [
    "an image by URL without an extension",
    { type: "image_url", image_url: { url: "https://example.org/a" } },
    { fileData: { mimeType: "image/jpeg", fileUri: "https://example.org/a" } },
  ],
  [
    "an image by URL with a stated format",
    { type: "image_url", image_url: { url: "gs://bucket/a.png", format: "image/heic" } },
    { fileData: { mimeType: "image/heic", fileUri: "gs://bucket/a.png" } },
  ],
  [
    "a video of YouTube, which Google types itself",
    { type: "video_url", video_url: { url: "https://youtu.be/abc" } },
    { fileData: { fileUri: "https://youtu.be/abc" } },
  ],
  [
    "a PDF as data URL",
    {
      type: "file",
      file: { filename: "a.txt", file_data: "data:application/pdf;base64,JVBERg==" },
    },
    inline("application/pdf", "JVBERg=="),
  ],
  [
    "a file as bare base64, typed by its name",
    { type: "file", file: { filename: "table.CSV", file_data: "YSxi" } },
    inline("text/csv", "YSxi"),
  ],
  [
    "a file as bare base64 without a name",
    { type: "file", file: { file_data: "JVBERg==" } },
    inline("application/pdf", "JVBERg=="),
  ],
  [
    "a video in a file part",
    { type: "file", file: { file_data: "data:video/mp4;base64,AAAA" } },
    inline("video/mp4", "AAAA"),
  ],
  [
    "a text file whose data URL is percent-encoded",
    { type: "file", file: { file_data: "data:text/plain;charset=utf-8,gr%C3%BCn" } },
    inline("text/plain", btoa(String.fromCharCode(...new TextEncoder().encode("grün")))),
  ],
  [
    "a file of Google's file store",
    { type: "file", file: { file_id: "files/abc" } },
    { fileData: { fileUri: "files/abc" } },
  ],
  [
    "WAV audio",
    { type: "input_audio", input_audio: { data: "UklGRg==", format: "wav" } },
    inline("audio/wav", "UklGRg=="),
  ],
  [
    "MP3 audio",
    { type: "input_audio", input_audio: { data: "SUQz", format: "mp3" } },
    inline("audio/mpeg", "SUQz"),
  ],
  [
    "audio of a format that the table does not list",
    { type: "input_audio", input_audio: { data: "AA==", format: "opus" } },
    inline("audio/opus", "AA=="),
  ],
  [
    "audio as data URL",
    { type: "input_audio", input_audio: { data: "data:audio/x-wav;base64,AA==", format: "wav" } },
    inline("audio/wav", "AA=="),
  ],
];

for (const [name, part, expected] of PARTS) {
  Deno.test(`encodeContent() encodes ${name}`, () => {
    assert.deepEqual(encodeContent([part], "content", new Omissions(false)), [expected]);
  });
}

Deno.test("encodeContent() takes a string and leaves out what is empty", () => {
  const omissions = new Omissions(false);
  assert.deepEqual(encodeContent("a", "content", omissions), [{ text: "a" }]);
  assert.deepEqual(encodeContent("", "content", omissions), []);
  assert.deepEqual(encodeContent(null, "content", omissions), []);
  const parts = [{ type: "text", text: "" }, { type: "text", text: "b" }];
  assert.deepEqual(encodeContent(parts, "content", omissions), [{ text: "b" }]);
});

const BROKEN: [content: JsonObject | number, param: string][] = [
  [7, "content[0]"],
  [{ type: "text" }, "content[0].text"],
  [{ type: "image_url", image_url: {} }, "content[0].image_url.url"],
  [{ type: "image_url", image_url: { url: "/etc/hosts" } }, "content[0].image_url"],
  [{ type: "image_url", image_url: { url: "data:image/png" } }, "content[0].image_url"],
  [{ type: "file", file: { file_data: "data:text/plain,%E0%A4%A" } }, "content[0].file.file_data"],
  [{ type: "input_audio" }, "content[0].input_audio.data"],
  [{ type: "hologram" }, "content[0]"],
];

Deno.test("encodeContent() names the part that it cannot read in a 400", () => {
  for (const [part, param] of BROKEN) {
    assert.throws(
      () => encodeContent([part], "content", new Omissions(false)),
      (error) => error instanceof ApiError && error.status === 400 && error.param === param,
      param,
    );
  }
});

Deno.test("encodeContent() leaves out and names what Gemini has no part for, if it may", () => {
  const omissions = new Omissions(true);
  const parts = [
    { type: "hologram" },
    { type: "text", text: "a", cache_control: { type: "ephemeral" } },
    { type: "image_url", image_url: { url: "data:image/png;base64,AA==", detail: "low" } },
  ];
  assert.equal(encodeContent(parts, "content", omissions).length, 2);
  assert.deepEqual(omissions.fields, [
    "content[0]",
    "content[1].cache_control",
    "content[2].image_url.detail",
  ]);
});
