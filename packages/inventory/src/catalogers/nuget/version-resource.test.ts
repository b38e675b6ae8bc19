import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { assemblyName, assemblyVersion } from "./assembly.ts";
import { readVersionTexts } from "./version-resource.ts";

function block(key: string, { value = Buffer.alloc(0), isText = true, children = [] as readonly Buffer[] }): Buffer {
	const pad = (bytes: Buffer): Buffer => Buffer.concat([bytes, Buffer.alloc((4 - (bytes.length % 4)) % 4)]);
	const header = pad(Buffer.concat([Buffer.alloc(6), Buffer.from(`${key}\0`, "utf16le")]));
	const whole = Buffer.concat([header, ...(children.length === 0 ? [value] : [pad(value), ...children.map(pad)])]);
	whole.writeUInt16LE(whole.length, 0);
	whole.writeUInt16LE(isText ? value.length / 2 : value.length, 2);
	whole.writeUInt16LE(isText ? 1 : 0, 4);
	return whole;
}

/** A version resource of some texts, with something before it as in a real section. */
function resource(texts: Readonly<Record<string, string>>): Buffer {
	const strings = Object.entries(texts).map(([key, text]) => block(key, { value: Buffer.from(`${text}\0`, "utf16le") }));
	const table = block("000004b0", { children: strings });
	const translations = block("VarFileInfo", { children: [block("Translation", { value: Buffer.alloc(4), isText: false })] });
	const root = block("VS_VERSION_INFO", {
		value: Buffer.alloc(52),
		isText: false,
		children: [translations, block("StringFileInfo", { children: [table] })],
	});
	return Buffer.concat([Buffer.alloc(88), root, Buffer.alloc(20)]);
}

test("property: texts are read as they were written", () => {
	const key = fc.stringMatching(/^[A-Za-z]{1,20}$/);
	const text = fc.stringMatching(/^[!-~é–]{1,40}$/);
	fc.assert(
		fc.property(fc.dictionary(key, text, { maxKeys: 10 }), (texts) => {
			assert.deepEqual(Object.fromEntries(readVersionTexts(resource(texts))), { ...texts });
		}),
	);
});

test("lengths that lie end the reading", () => {
	for (const length of [0, 1, 6, 7, 65535]) {
		const bytes = resource({ A: "1" });
		bytes.writeUInt16LE(length, 88);

		assert.ok(readVersionTexts(bytes).size <= 1);
	}
	assert.equal(readVersionTexts(Buffer.from("VS_VERSION_INFO\0", "utf16le")).size, 0);
});

const VERSIONS: readonly (readonly [texts: Readonly<Record<string, string>>, version: string | undefined])[] = [
	[{ ProductVersion: "13.0.3+0a2e291c0d9c", FileVersion: "13.0.3.27908" }, "13.0.3"],
	[{ ProductVersion: "8.0.0-rc.1.23419.4+92959931", FileVersion: "8.0.23.41904" }, "8.0.0-rc.1.23419.4"],
	[{ ProductVersion: "4.6.26515.06 @BuiltBy: dlab", FileVersion: "4.6.26515.06" }, "4.6.26515.06"],
	[{ ProductVersion: "1.2.x", FileVersion: "1.2.3.4" }, "1.2.3.4"],
	[{ ProductVersion: "0.0.0.0", FileVersion: "", "Assembly Version": "2.0.0.0" }, "2.0.0.0"],
	[{ ProductVersion: "v1.2" }, "1.2"],
	[{ FileVersion: "none" }, undefined],
	[{}, undefined],
];

for (const [texts, version] of VERSIONS) {
	test(`${JSON.stringify(texts)} tells ${version ?? "no version"}`, () => {
		assert.equal(assemblyVersion(texts), version);
	});
}

test("the name is that of the file when it was built, else that of the file", () => {
	assert.equal(assemblyName({ OriginalFilename: "Newtonsoft.Json.dll" }, "/x/renamed.dll"), "Newtonsoft.Json");
	assert.equal(assemblyName({ OriginalFilename: "", InternalName: "Serilog" }, "/x/y.dll"), "Serilog");
	assert.equal(assemblyName({ OriginalFilename: "Not a name.dll" }, "/x/Tool.EXE"), "Tool");
	assert.equal(assemblyName({}, "/x/not a name.dll"), "");
});
