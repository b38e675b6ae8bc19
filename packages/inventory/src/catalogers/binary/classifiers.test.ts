import assert from "node:assert/strict";
import { describe, it, test } from "node:test";
import { fileName } from "../../file-name.ts";
import { inventoryOf, testdata } from "../../testing/inventory-of.ts";
import { CLASSIFIERS, classifierNamed } from "./classifiers.ts";
import { REACH } from "./pattern.ts";

interface Stretch {
	readonly path: string;
	readonly name: string;
	readonly version: string;
	readonly bytes: string;
}

const STRETCHES: readonly Stretch[] = JSON.parse(testdata("binary", "stretches.json").toString());

const HASH = "74064c9d8c222b33b2a552ea0af1054f57002a96";

/** Those that no real file is here of, and forms that are no longer made. */
const WRITTEN: readonly (readonly [path: string, bytes: string, found: string])[] = [
	["/opt/arangosh", "\x003.12.5-2 enterprise [linux]\0", "arangodb@3.12.5-2"],
	["/opt/openssl", "\0OpenSSL 1.1.1 (compatible; AWS-LC 1.69.0)\0", "aws-lc@1.69.0"],
	["/opt/openssl", "\0OpenSSL 1.1.1zb  16 Oct 2024\0", "openssl@1.1.1zb"],
	["/opt/openssl", "\0LibreSSL 3.8.2\0", "libressl@3.8.2"],
	["/opt/composer.phar", "{\npublic const VERSION = '2.7.1';", "composer@2.7.1"],
	["/opt/consul", "  <!-- CONSUL_VERSION: 1.15.2\n -->", "github.com/hashicorp/consul@1.15.2"],
	["/opt/consul", "consul/version.GitDescribe=v1.12.9\n", "github.com/hashicorp/consul@1.12.9"],
	["/opt/dart", "\x003.6.0-216.1.beta (beta) (Wed Sep 4", "dart@3.6.0-216.1.beta"],
	["/opt/deno", `deno-${HASH}release/v1.28.3windows`, "deno@1.28.3"],
	["/opt/deno", `rsdeno-${HASH}1.16.4release/vdl`, "deno@1.16.4"],
	["/opt/deno", `deno-canary/${HASH}1.11.3dl`, "deno@1.11.3"],
	["/web/core/lib/Drupal.php", "  const VERSION = '10.1.6';", "drupal@10.1.6"],
	["/opt/elastic-agent", "config/statsenroll8.19.4headeruint16", "elastic-agent@8.19.4"],
	["/opt/elastic-agent", "spliceconfig/statsenroll: true9.4.2-header", "elastic-agent@9.4.2"],
	["/opt/filebeat", "stdinsetupTest 9.4.2%s %w", "filebeat@9.4.2"],
	["/opt/packetbeat", "createplugin8.18.4globalclient", "packetbeat@8.18.4"],
	["/opt/envoy", "\x001.36.4\0No recorded values\0source/common/network\0", "envoy@1.36.4"],
	["/opt/envoy", "\x001.18.6-dev\0CRL signing\0", "envoy@1.18.6-dev"],
	["/opt/beam.smp", "\x0026.1.2\0\0\0Erlang/OTP 26%s [erts-14.1.1]", "erlang@26.1.2"],
	["/opt/beam.smp", "[kernel-poll:%s]\n\x0017.5.6.9\0", "erlang@17.5.6.9"],
	["/opt/fluent-bit", "\x001.7.0\0\x1b[1m\0%sFluent Bit v%s%s\n", "fluent-bit@1.7.0"],
	["/opt/gcc", "\0GCC: (GNU) 12.3.0\0", "gcc@12.3.0"],
	["/opt/ghc-9.6.5", "\0GHC 9.6.5\0", "ghc@9.6.5"],
	["/usr/local/go/VERSION", "go1.21.3\ntime 2023-10-09T17:04:35Z\n", "toolchain@1.21.3"],
	["/usr/local/go/VERSION", "devel go1.25-d524e1e Sun Feb 16", "go@1.25-d524e1e"],
	["/opt/grafana-server", "\0release-12.3.1\0", "github.com/grafana/grafana@12.3.1"],
	["/opt/grafana", "HEAD\0\x0112.4.0-22081664032\0", "github.com/grafana/grafana@12.4.0-22081664032"],
	["/opt/haproxy", "\0HA-Proxy version 1.5.14 2015/07/02\0", "haproxy@1.5.14"],
	["/opt/haproxy", "\x003.1-dev0-1eb0f22\0\0HAProxy version follows\0", "haproxy@3.1-dev0"],
	["/opt/helm", "\0clean\0v3.15.2\0go1.22.4\0", "helm.sh/helm/v3@3.15.2"],
	["/opt/httpd", "\0Apache/2.4.54\0 Server at", "httpd@2.4.54"],
	["/opt/pilot-discovery", "\x001.3.7\0\x001.3.8\0", "istio.io/istio@1.3.8"],
	["/opt/bin/java", "openjdk\0java\x000.0\x0017.0.3+7-jvmci-22.1-b06\0", "graalvm@17.0.3+7-jvmci-22.1-b06"],
	["/opt/bin/java", "\x000.0\0\x0011.0.22+7\0openjdk\0java\0", "openjdk@11.0.22+7"],
	["/opt/bin/java", "\0java\x001.8\x001.8.0_451-b10\0", "jre@1.8.0_451-b10"],
	["/opt/bin/jdb", "\0java\x001.8\x001.8.0_451-b10\0/lib/tools.jar\0", "jdk@1.8.0_451-b10"],
	["/opt/jdk/release", 'IMPLEMENTOR="Eclipse Adoptium"\nJAVA_RUNTIME_VERSION="17.0.9+9"\n', "openjdk@17.0.9+9"],
	["/opt/libjulia-internal.so.1.10.11", "__init__\x001.10.11\0verify_methods\0", "julia@1.10.11"],
	["/opt/mongod", "Config\0outputConfig\x006.0.27\0tcmalloc\0mozjs", "mongodb@6.0.27"],
	["/opt/mongod", "\x007.0.28\0heap_size\0", "mongodb@7.0.28"],
	["/opt/mysqld", "\x005.7.33-ndb-7.6.17\0", "mysql-cluster@7.6.17"],
	["/opt/mysqld", "../../mysql-9.7.0/sql/log.cc", "mysql-server@9.7.0"],
	["/opt/mysql", "shutdown\x008.0.34\0mysql_real_escape_string_quote\0", "mysql@8.0.34"],
	["/opt/mysql", "BUILD/percona-server-8.0.35-27/percona-", "percona-server@8.0.35"],
	["/opt/mysql", "BUILD/Percona-XtraDB-Cluster-8.0.34/sql", "percona-xtradb-cluster@8.0.34"],
	["/opt/xtrabackup", "/percona-xtrabackup-8.0-RELEASE/BUILD/percona-xtrabackup-8.0.35-30/", "percona-xtrabackup@8.0.35"],
	["/opt/version.php", "<?php\n$OC_VersionString = '27.1.3';", "nextcloud@27.1.3"],
	["/opt/nginx", "nginx version: openresty/1.21.4.3\n", "nginx@1.21.4"],
	["/opt/nginx-ingress-controller", "\0v1.9.6\0", "k8s.io/ingress-nginx@1.9.6"],
	["/opt/node", "\0v4.9.1\0moduleLoadList\0", "node@4.9.1"],
	["/opt/node", "\0node v0.10.48\0", "node@0.10.48"],
	["/opt/postgres", "\0PostgreSQL 9.5alpha1 on x86_64", "postgresql@9.5alpha1"],
	["/opt/redis-server", "\x007.2.3buildkitsandbox-1702957734000000000\0", "redis@7.2.3"],
	["/opt/redis-server", "\x004.0.11841ce7054bd9-1542359302000000000\0", "redis@4.0.11"],
	["/opt/ruby", "\0ruby 3.4.0preview1 (2024-05-16", "ruby@3.4.0preview1"],
	["/opt/libstd-16f2b65e77054c42.dylib", "c 1.67.1 (d5a82bbd2 2023-02-07)", "rust@1.67.1"],
	["/opt/sqlcipher", "\0community\x004.5.5\0", "sqlcipher@4.5.5"],
	["/opt/swipl", "/tmp/src/swipl-9.3.8/src\0", "swipl@9.3.8"],
	["/opt/traefik", "\x01\0v1.7.34\0", "github.com/traefik/traefik@1.7.34"],
	["/opt/traefik", "\x01\x003.6.5\0", "github.com/traefik/traefik/v3@3.6.5"],
	["/opt/valkey-server", "valkey9.0.0buildkitsandbox-1764887574000000000\0", "valkey@9.0.0"],
	["/opt/vault", "txn0.0.00x%016x1.14.101.49.22123-abc", "github.com/hashicorp/vault@1.14.10"],
	["/opt/vault", "%s:revoke1.20.2)(nil))", "github.com/hashicorp/vault@1.20.2"],
	["/opt/wp", "\nwp-cli/wp-cli 2.9.0 2023-10-25", "wp-cli@2.9.0"],
];

/** What is no such software though it is called so. */
const OTHERS: readonly (readonly [path: string, bytes: string])[] = [
	["/opt/traefik", "go1.24.11\0"],
	["/opt/node", "#!/bin/sh\nexec node.js"],
	["/opt/gcc-386-freebsd-exec", "\0GCC: (GNU) 3.4.6\0"],
	["/opt/application.ini", "[App]\nName=Thunderbird\nVersion=151.0\n"],
	["/opt/php", "X-Powered-By: PHP/"],
	["/opt/openssl", "OpenSSL 3.0.0 is not a date"],
	["/opt/version.php", "<?php $wp_version = '6.4';"],
	["/opt/python3.11", "\x003.10.2\0"],
	["/opt/composer", " *     * const VERSION = '1.8.2';"],
	["/opt/VERSION", "cargo1.2.3"],
	["/opt/deno", "Deno/0.80.0grpc-timeout"],
];

function found(path: string, bytes: Uint8Array): string[] {
	return inventoryOf({ [path]: bytes }, { subject: "image" }).packages.map(({ name, version }) => `${name}@${version}`);
}

for (const { path, name, version, bytes } of STRETCHES) {
	test(`${path} is ${name} ${version}`, () => {
		const { module } = classifierNamed(name) ?? {};

		assert.deepEqual(found(path, Buffer.from(bytes, "base64")), [`${module ?? name}@${version}`]);
	});
}

for (const [path, bytes, expected] of WRITTEN) {
	test(`${path} with ${JSON.stringify(bytes)} is ${expected}`, () => {
		assert.deepEqual(found(path, Buffer.from(bytes, "latin1")), [expected]);
	});
}

for (const [path, bytes] of OTHERS) {
	test(`${path} with ${JSON.stringify(bytes)} is none`, () => {
		assert.deepEqual(found(path, Buffer.from(bytes, "latin1")), []);
	});
}

test("what stands in for other programs is itself, by whatever name it is called", () => {
	const busybox = Buffer.from("BusyBox v1.37.0 (2024-01-01) multi-call binary\n\x001.12\0%s %s\n\0");

	for (const name of ["busybox", "[", "gzip", "wget"]) assert.deepEqual(found(`/bin/${name}`, busybox), ["busybox@1.37.0"]);
});

describe("the classifiers", () => {
	it("are many, and each is tested", () => {
		const tested = new Set([...STRETCHES.map(({ name }) => name), ...WRITTEN.map(([, , text]) => text.replace(/@.*/, ""))]);
		const isTested = ({ name, module = name }: (typeof CLASSIFIERS)[number]): boolean =>
			tested.has(name) || [...tested].some((one) => one.startsWith(module.replace("/v{major}", "")));

		const untested = CLASSIFIERS.filter((classifier) => !isTested(classifier) && !classifier.name.endsWith("beat"));

		assert.deepEqual(
			untested.map(({ name }) => name),
			[],
		);
		assert.ok(new Set(CLASSIFIERS.map(({ name }) => name)).size >= 110);
	});

	it("of one name say the same of it", () => {
		for (const { name, type, namespace, module, cpes } of CLASSIFIERS) {
			const known = classifierNamed(name);

			assert.deepEqual(
				{ type, namespace, module, cpes },
				{ type: known?.type, namespace: known?.namespace, module: known?.module, cpes: known?.cpes },
			);
		}
	});

	it("have files, patterns and CPE names", () => {
		for (const { name, files, versions, cpes = [] } of CLASSIFIERS) {
			assert.ok(files.length > 0 && versions.length > 0 && cpes.length > 0, name);
			for (const cpe of cpes) assert.match(cpe, /^[a-z0-9_.-]+:(?:[a-z0-9_.-]|\\\/)+$/, name);
		}
	});

	it("name files by letters that no star is among", () => {
		const stars = CLASSIFIERS.flatMap(({ files }) => files.map(fileName)).filter((file) => /^[A-Za-z]*\*/.test(file));

		// A star after letters stands for what does not begin with one.
		for (const file of stars) assert.match(file, /^[A-Za-z]+\*/);
	});

	it("look no further than they are shown", () => {
		for (const { name, versions } of CLASSIFIERS) {
			for (const { anchor, match } of versions) {
				assert.ok(anchor.length <= REACH, name);
				assert.doesNotMatch(match.source, /(?<!\\)(?:[*+]|\{\d+,\})(?!\?)(?![^[]*\])/, `${name}: ${match.source}`);
			}
		}
	});
});
