import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { directory, file, type LayerToWrite, type WrittenLayout, writeLayout } from "@plimsoll/oci/testing";
import { plimsoll, writeFeed } from "./command-line.ts";

const STATUS = `Package: libexpat1
Status: install ok installed
Architecture: amd64
Source: expat
Version: 2.5.0-1

Package: base-files
Status: install ok installed
Architecture: amd64
Version: 12.4

`;

/** A Debian 12 with a vulnerable library. */
export const DEBIAN_LAYER: LayerToWrite = {
	tar: [
		directory("etc"),
		file("etc/os-release", 'ID=debian\nVERSION_ID="12"\nPRETTY_NAME="Debian GNU/Linux 12 (bookworm)"\n'),
		file("var/lib/dpkg/status", STATUS),
	],
	createdBy: "COPY debian /",
};

/** A JavaScript application with a vulnerable package that has no fix. */
export const NODE_LAYER: LayerToWrite = {
	tar: [file("app/node_modules/left-behind/package.json", JSON.stringify({ name: "left-behind", version: "1.0.0", license: "MIT" }))],
	createdBy: "RUN npm ci",
};

const ADVISORIES = {
	Debian: [
		{
			id: "DEBIAN-CVE-2024-0001",
			upstream: ["CVE-2024-0001"],
			modified: "2024-02-01T00:00:00Z",
			published: "2024-01-01T00:00:00Z",
			severity: [{ type: "CVSS_V3", score: "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H" }],
			affected: [
				{
					package: { ecosystem: "Debian:12", name: "expat" },
					ranges: [{ type: "ECOSYSTEM", events: [{ introduced: "0" }, { fixed: "2.5.0-1+deb12u1" }] }],
				},
			],
		},
	],
	npm: [
		{
			id: "GHSA-aaaa-bbbb-cccc",
			aliases: ["CVE-2024-0002"],
			modified: "2024-02-01T00:00:00Z",
			severity: [{ type: "CVSS_V3", score: "CVSS:3.1/AV:N/AC:H/PR:N/UI:R/S:U/C:L/I:N/A:N" }],
			affected: [{ package: { ecosystem: "npm", name: "left-behind" }, ranges: [{ type: "SEMVER", events: [{ introduced: "0" }] }] }],
		},
	],
};

/** What a test scans: an image's layout and a database that knows its vulnerabilities. */
export interface Scene {
	readonly layout: string;
	readonly database: string;
	readonly image: WrittenLayout;
}

/** Writes the image and builds the database with the command line itself. */
export async function setScene(folder: string, layers: readonly LayerToWrite[] = [DEBIAN_LAYER, NODE_LAYER]): Promise<Scene> {
	const layout = join(folder, "layout");
	const feed = join(folder, "osv");
	const database = join(folder, "advisories.db");
	mkdirSync(layout);
	const image = await writeLayout(layout, { layers, tag: "latest" });
	for (const [ecosystem, records] of Object.entries(ADVISORIES)) writeFeed(feed, ecosystem, records);
	const built = await plimsoll(["db", "build", "--from", feed, "--output", database]);
	if (built.status !== 0) throw new Error(`db build failed: ${built.stderr}`);
	return { layout, database, image };
}
