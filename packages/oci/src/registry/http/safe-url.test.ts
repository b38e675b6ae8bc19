import assert from "node:assert/strict";
import { test } from "node:test";
import { describeUrl, isLoopback, safeUrl } from "./safe-url.ts";

const HTTPS = new URL("https://registry.example/v2/a/blobs/x");
const HTTP = new URL("http://127.0.0.1:5000/v2/a/blobs/x");

test("addresses over TLS are followed, relative ones too", () => {
	assert.equal(safeUrl("https://storage.example/x?signature=y", HTTPS, false).href, "https://storage.example/x?signature=y");
	assert.equal(safeUrl("/elsewhere", HTTPS, false).href, "https://registry.example/elsewhere");
	assert.equal(safeUrl("https://storage.example/x", HTTP, false).protocol, "https:");
});

test("plain http stays on this machine, unless the user said so", () => {
	assert.equal(safeUrl("http://localhost:1/x", HTTP, false).host, "localhost:1");
	assert.throws(() => safeUrl("http://storage.example/x", HTTP, false), { problem: "refused", message: /--insecure/ });
	assert.equal(safeUrl("http://storage.example/x", HTTP, true).host, "storage.example");
});

test("nothing leads from TLS to plain http, whatever the user said", () => {
	assert.throws(() => safeUrl("http://localhost/x", HTTPS, true), { problem: "refused", message: /from https to plain http/ });
});

for (const text of [
	"file:///etc/passwd",
	"ftp://a/b",
	"javascript:1",
	"https://",
	"https://user:secret@host/",
	"//user@host/",
	"http://[bad/",
]) {
	test(`${text} is not followed`, () => {
		assert.throws(
			() => safeUrl(text, HTTPS, false),
			(error: Error) => !error.message.includes("secret"),
		);
	});
}

test("this machine is told by its names, and not by what looks like them", () => {
	const hosts = ["localhost", "127.0.0.1", "127.9.8.7", "[::1]", "localhost.evil.example", "127.0.0.1.evil.example", "1270.0.0.1", "[::2]"];

	assert.deepEqual(hosts.filter(isLoopback), ["localhost", "127.0.0.1", "127.9.8.7", "[::1]"]);
});

test("messages do not show what opens an address", () => {
	assert.equal(describeUrl(new URL("https://storage.example/x?X-Amz-Signature=secret#y")), "https://storage.example/x");
});
