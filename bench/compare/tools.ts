import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { fileURLToPath } from "node:url";
import { findPeer } from "../measure.ts";
import { normalisePurl, purlOfOsv } from "./purl.ts";
import { run } from "./shell.ts";
import type { Target } from "./targets.ts";

/** What one tool says about one target. */
export interface Answer {
	readonly packages: ReadonlySet<string>;
	/** `purl group` with all ids of the vulnerability, where the tool matches. */
	readonly matches: ReadonlyMap<string, readonly (readonly string[])[]>;
}

/** A tool to compare. */
export interface Tool {
	readonly name: string;
	readonly isMatching: boolean;
	/** @param output where to leave what the tool wrote, without an ending */
	ask(target: Target, output: string): Answer;
}

const PLIMSOLL = fileURLToPath(new URL("../../packages/cli/bin/plimsoll", import.meta.url));
const PREFIXES = { image: "oci:", folder: "dir:", file: "" } as const;
const NO_MATCHES: Answer["matches"] = new Map();

/** @param database the advisory database; the starter where undefined */
export function plimsoll(database: string | undefined): Tool {
	return {
		name: "plimsoll",
		isMatching: database !== undefined,
		ask(target, output) {
			const named = `${PREFIXES[target.kind]}${target.path}`;
			const formats = ["-f", `json=${output}.json`, "-f", `cyclonedx=${output}.cdx.json`];
			const db = database === undefined ? [] : ["--db", database];
			run(PLIMSOLL, ["scan", named, "--quiet", "--match-owned", "--allow-incomplete", ...formats, ...db]);
			return ofPlimsoll(`${output}.json`);
		},
	};
}

/** The peers that are there. @param scratch for what they keep between runs */
export function peers(scratch: string): readonly Tool[] {
	return [syft(), trivy(scratch), osvScanner(scratch)].filter((tool) => tool !== undefined);
}

function syft(): Tool | undefined {
	const program = findPeer("syft", "SYFT");
	if (program === undefined) return undefined;
	return {
		name: "syft",
		isMatching: false,
		ask({ kind, path }, output) {
			const file = `${output}.cdx.json`;
			const named = `${kind === "image" ? "oci-dir" : "dir"}:${path}`;
			run(program, ["scan", named, "--quiet", "--output", `cyclonedx-json=${file}`], {
				environment: { SYFT_CHECK_FOR_APP_UPDATE: "false" },
			});
			return ofCycloneDx(file);
		},
	};
}

function trivy(scratch: string): Tool | undefined {
	const program = findPeer("trivy", "TRIVY");
	if (program === undefined) return undefined;
	writeEmptyJavaIndex(join(scratch, "trivy", "java-db"));
	return {
		name: "trivy",
		isMatching: false,
		ask({ kind, path }, output) {
			const file = `${output}.cdx.json`;
			const what = kind === "image" ? ["image", "--input", path] : ["fs", "--include-dev-deps", path];
			const options = ["--format", "cyclonedx", "--output", file, "--offline-scan", "--skip-db-update", "--skip-java-db-update"];
			run(program, ["--quiet", "--cache-dir", join(scratch, "trivy"), ...what, ...options]);
			return ofCycloneDx(file);
		},
	};
}

/** Trivy looks into no archive without its index of them; an empty one will do. */
function writeEmptyJavaIndex(folder: string): void {
	if (existsSync(join(folder, "metadata.json"))) return;
	mkdirSync(folder, { recursive: true });
	const index = new DatabaseSync(join(folder, "trivy-java.db"));
	index.exec("create table artifacts (id integer primary key, group_id text, artifact_id text)");
	index.exec("create table indices (artifact_id integer, version text, sha1 blob, archive_type text)");
	index.close();
	const time = "2030-01-01T00:00:00Z";
	writeFileSync(join(folder, "metadata.json"), JSON.stringify({ Version: 1, NextUpdate: time, UpdatedAt: time, DownloadedAt: time }));
}

/** Matches where OSV_SCANNER_LOCAL_DB_CACHE_DIRECTORY names a folder with `osv-scalibr/<Ecosystem>/all.zip`. */
function osvScanner(scratch: string): Tool | undefined {
	const program = findPeer("osv-scanner", "OSV_SCANNER");
	if (program === undefined) return undefined;
	const isMatching = process.env["OSV_SCANNER_LOCAL_DB_CACHE_DIRECTORY"] !== undefined;
	return {
		name: "osv-scanner",
		isMatching,
		ask({ kind, path }, output) {
			const file = `${output}.json`;
			const what = kind === "image" ? ["image", "--archive"] : ["source", "--recursive", "--no-ignore"];
			const offline = ["--offline", ...(isMatching ? ["--offline-vulnerabilities"] : []), "--all-packages", "--format", "json"];
			// 1: something was found; 128: nothing was.
			run(program, ["scan", ...what, ...offline, "--output-file", file, kind === "image" ? dockerArchive(path, scratch) : path], {
				accept: [0, 1, 127, 128],
			});
			return existsSync(file) ? ofOsvScanner(file) : { packages: new Set(), matches: NO_MATCHES };
		},
	};
}

function dockerArchive(layout: string, scratch: string): string {
	const file = join(scratch, `${basename(layout)}.docker.tar`);
	if (!existsSync(file)) run("skopeo", ["copy", "--quiet", `oci:${layout}:latest`, `docker-archive:${file}:compare:latest`]);
	return file;
}

function ofPlimsoll(file: string): Answer {
	const { packages, findings } = readJson(file) as {
		packages: readonly { purl: string }[];
		findings: readonly { purl: string; id: string; aliases: readonly string[] }[];
	};
	const matches = new Map<string, (readonly string[])[]>();
	for (const { purl, id, aliases } of findings) add(matches, normalisePurl(purl), [id, ...aliases]);
	return { packages: new Set(packages.map(({ purl }) => normalisePurl(purl))), matches };
}

function ofCycloneDx(file: string): Answer {
	const { components = [] } = readJson(file) as { components?: readonly { purl?: string }[] };
	return { packages: new Set(components.flatMap(({ purl }) => (purl === undefined ? [] : [normalisePurl(purl)]))), matches: NO_MATCHES };
}

interface OsvPackage {
	readonly package: { readonly name: string; readonly os_package_name?: string; readonly version: string; readonly ecosystem: string };
	readonly groups?: readonly { readonly ids: readonly string[]; readonly aliases?: readonly string[] }[];
}

function ofOsvScanner(file: string): Answer {
	const { results } = readJson(file) as { results: readonly { packages: readonly OsvPackage[] }[] | null };
	const packages = new Set<string>();
	const matches = new Map<string, (readonly string[])[]>();
	for (const { package: found, groups = [] } of (results ?? []).flatMap((result) => result.packages)) {
		const purl = purlOfOsv(found.ecosystem, found.os_package_name ?? found.name, found.version);
		packages.add(purl);
		for (const { ids, aliases = [] } of groups) add(matches, purl, [...ids, ...aliases]);
	}
	return { packages, matches };
}

function add(matches: Map<string, (readonly string[])[]>, purl: string, ids: readonly string[]): void {
	const known = matches.get(purl);
	if (known === undefined) matches.set(purl, [ids]);
	else known.push(ids);
}

function readJson(file: string): unknown {
	return JSON.parse(readFileSync(file, "utf8"));
}
