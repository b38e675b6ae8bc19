import assert from "node:assert/strict";
import { test } from "node:test";
import { formatEngineAddress, parseEngineAddress } from "./engine-address.ts";

const TLS = { verifies: true };

for (const [text, tls, expected] of [
	["unix:///var/run/docker.sock", undefined, { kind: "socket", path: "/var/run/docker.sock" }],
	["unix://docker.sock", TLS, { kind: "socket", path: "docker.sock" }],
	["tcp://engine:2375", undefined, { kind: "tcp", host: "engine", port: 2375 }],
	["tcp://engine", undefined, { kind: "tcp", host: "engine", port: 2375 }],
	["tcp://engine", TLS, { kind: "tcp", host: "engine", port: 2376, tls: TLS }],
	["tcp://engine:80", undefined, { kind: "tcp", host: "engine", port: 80 }],
	["tcp://[::1]:1234/", undefined, { kind: "tcp", host: "::1", port: 1234 }],
	["http://127.0.0.1:1", undefined, { kind: "tcp", host: "127.0.0.1", port: 1 }],
	["https://engine:1", undefined, { kind: "tcp", host: "engine", port: 1, tls: { verifies: true } }],
	["engine:1234", undefined, { kind: "tcp", host: "engine", port: 1234 }],
] as const) {
	test(`${text}${tls === undefined ? "" : " with certificates"} is an address`, () => {
		assert.deepEqual(parseEngineAddress(text, "DOCKER_HOST", tls), expected);
	});
}

for (const [text, says] of [
	["ssh://me@host", /DOCKER_HOST is "ssh:\/\/me@host": .*use ssh HOST docker save NAME \| plimsoll scan -/],
	["npipe:////./pipe/docker_engine", /not reached by npipe: here; use docker save NAME \| plimsoll scan -/],
	["unix://", /expected unix:\/\/PATH or tcp:\/\/HOST:PORT/],
	["tcp://", /expected/],
	["tcp://a b", /expected/],
	["tcp://host:99999", /expected/],
	["constructor://x", /expected/],
	["unix://\0", /expected/],
] as const) {
	test(`${JSON.stringify(text)} is refused`, () => {
		assert.throws(() => parseEngineAddress(text, "DOCKER_HOST"), { code: "engine-unreachable", message: says });
	});
}

test("an address is written as it is given", () => {
	for (const text of ["unix:///run/x.sock", "tcp://engine:2375"]) assert.equal(formatEngineAddress(parseEngineAddress(text, "x")), text);
});
