import type { Classifier } from "../classifier.ts";
import { after, before, completing, NUMBERS, near } from "../pattern.ts";

/** What tells which compiler made a file would tell too, but of every file. */
const GCC = near("\0gcc version %s", /\0(\d{1,2}\.\d{1,2}\.\d{1,2})\0[^\0]{0,64}\0gcc version %s/);

/** Languages: what runs or compiles programs. */
export const LANGUAGES: readonly Classifier[] = [
	{
		name: "node",
		files: ["node", "nodejs", "node.exe", "iojs"],
		versions: [
			after("node.js/v"),
			after("\0node v"),
			before("\0--enable-ssl2\0", NUMBERS, "\\0v"),
			before("\0moduleLoadList\0", NUMBERS, "\\0v"),
		],
		cpes: ["nodejs:node.js"],
	},
	{ name: "node", files: ["libnode.so*"], versions: [after("nodejs.org/download/release/v", NUMBERS, "/")], cpes: ["nodejs:node.js"] },
	{ name: "pypy", files: ["libpypy*.so", "pypy*"], versions: [after("[PyPy ", NUMBERS, " with")], cpes: ["pypy:pypy"] },
	{
		name: "python",
		files: ["python2.*", "python3.*", "libpython2.*.so*", "libpython3.*.so*", "python", "python3"],
		versions: [
			completing("\0", /^\0(\d\.\d{1,2}\.\d{1,2}(?:(?:a|b|rc)\d{1,2})?\+?)\0/),
			near("<prefix>/lib/pythonX.X", /\0(\d\.\d{1,2}\.\d{1,2}(?:(?:a|b|rc)\d{1,2})?\+?)\0(?:strict\0)?<prefix>/),
		],
		cpes: ["python:python"],
	},
	{
		name: "ruby",
		files: ["ruby", "ruby1*", "ruby2*", "ruby3*", "ruby4*", "libruby*.so*"],
		versions: [after("ruby ", "\\d\\.\\d{1,2}\\.\\d{1,2}(?:p\\d{1,4}|dev|preview\\d|rc\\d)?", " \\(\\d{4}-")],
		cpes: ["ruby-lang:ruby"],
	},
	{
		name: "perl",
		files: ["perl", "perl5*", "libperl.so*"],
		versions: [after("/perl5/", "5\\.\\d{1,2}\\.\\d{1,2}"), after("/perl/", "5\\.\\d{1,2}\\.\\d{1,2}")],
		cpes: ["perl:perl"],
	},
	{
		name: "php",
		files: ["php", "php-*", "php5*", "php7*", "php8*", "php.exe", "libphp*.so", "mod_php*.so"],
		versions: [after("X-Powered-By: PHP/")],
		cpes: ["php:php"],
	},
	{
		name: "rust",
		files: ["rustc", "libstd-*.so", "libstd-*.dylib", "librustc_driver-*"],
		versions: [
			after("rustc version ", "\\d\\.\\d{1,3}\\.\\d{1,2}(?:-(?:nightly|beta)[.0-9]{0,4})?"),
			near("c 1.", /c (\d\.\d{1,3}\.\d{1,2}(?:-(?:nightly|beta)[.0-9]{0,4})?) \([0-9a-f]{9} \d{4}-\d\d-\d\d\)/),
			after("/rustc-", "\\d\\.\\d{1,3}\\.\\d{1,2}", "[^/\\0]{0,20}/(?:library|compiler|src)/"),
		],
		cpes: ["rust-lang:rust"],
	},
	{
		name: "go",
		files: ["go", "go.exe", "VERSION", "VERSION.cache"],
		versions: [
			near("go1.", /^(?:devel )?go(1\.\d{1,2}(?:\.\d{1,2})?(?:(?:rc|beta)\d{1,2}|-[0-9a-f]{7,40})?)(?=\s|$)/),
			near("\0go1.", /\0go(1\.\d{1,2}(?:\.\d{1,2})?(?:(?:rc|beta)\d{1,2})?)\0/),
		],
		module: "toolchain",
		cpes: ["golang:go"],
	},
	{
		name: "erlang",
		files: ["beam.smp", "erlexec", "liberts_internal.a", "OTP_VERSION"],
		versions: [
			after("/otp_src_", NUMBERS, "/"),
			after("/erlang-", NUMBERS, "[^/\\0]{0,20}/erts"),
			near("Erlang/OTP ", /\0(\d\d(?:\.\d{1,3}){1,4})\0{1,32}Erlang\/OTP \d\d%s \[erts-/),
			after("[kernel-poll:%s]\n\0", NUMBERS, "\\0"),
			near(".", /^(\d\d(?:\.\d{1,3}){1,4})\s?$/),
		],
		cpes: ["erlang:erlang\\/otp"],
	},
	{
		name: "elixir",
		files: ["elixir", "elixir/ebin/elixir.app"],
		versions: [after("ELIXIR_VERSION="), after('{vsn,"')],
		cpes: ["elixir-lang:elixir"],
	},
	{
		name: "julia",
		files: ["libjulia-internal.so*", "libjulia.so*"],
		versions: [completing("", /^(\d\.\d{1,2}\.\d{1,2}(?:-(?:alpha|beta|rc)\d{1,2}|-DEV)?)\0/)],
		cpes: ["julialang:julia"],
	},
	{ name: "swipl", files: ["swipl", "libswipl.so*"], versions: [after("/swipl-", NUMBERS, "/")], cpes: ["swi-prolog:swi-prolog"] },
	{
		name: "dart",
		files: ["dart", "dart.exe", "dartaotruntime"],
		versions: [" (stable) (", " (beta) (", " (dev) ("].map((channel) =>
			before(channel, "\\d\\.\\d{1,2}\\.\\d{1,2}(?:-[0-9a-z.]{1,20})?", "\\0"),
		),
		cpes: ["dart:dart_software_development_kit"],
	},
	{
		name: "deno",
		files: ["deno", "deno.exe"],
		versions: [
			near("Deno/", /Deno\/(\d\.\d{1,2}\.\d{1,2})(?:\+[0-9a-f]{7}|cli\/)/),
			near("release/v", /deno-[0-9a-f]{40}release\/v(\d\.\d{1,2}\.\d{1,2})/),
			near("release/v", /deno-[0-9a-f]{40}(\d\.\d{1,2}\.\d{1,2})release\/v/),
			near("deno-canary/", /deno-canary\/[0-9a-f]{40}(\d\.\d{1,2}\.\d{1,2})/),
			near("DENO_UNSTABLE_COVERAGE_DIR", /\n(\d\.\d{1,2}\.\d{1,2}?)[0-9a-f]{40}DENO_UNSTABLE/),
		],
		cpes: ["deno:deno"],
	},
	{ name: "bun", files: ["bun", "bunx", "bun.exe"], versions: [after("Bun v"), after("bun-v")], cpes: ["bun:bun"] },
	{
		name: "ghc",
		namespace: "haskell",
		files: ["ghc", "ghc-*"],
		versions: [after("\0GHC ", NUMBERS, "\\0"), after("libHSghc-", NUMBERS, "-"), after("-ghc", NUMBERS, "\\.so\\0")],
		cpes: ["haskell:ghc"],
	},
	{
		name: "cabal",
		namespace: "haskell",
		files: ["cabal"],
		versions: [after("/cabal-install-", NUMBERS), after("Cabal-", NUMBERS, "-inplace")],
		cpes: ["haskell:cabal"],
	},
	{ name: "r", files: ["R/library/base/DESCRIPTION"], versions: [after("\nVersion: ")], cpes: ["r-project:r"] },
	{
		name: "lua",
		files: ["lua", "lua5*", "luac*", "liblua5*.so*", "liblua.so*"],
		versions: [after("$LuaVersion: Lua "), after("Lua ", NUMBERS, "  Copyright")],
		cpes: ["lua:lua"],
	},
	{
		name: "luajit",
		files: ["luajit*", "libluajit*"],
		versions: [after("LuaJIT ", "\\d\\.\\d\\.\\d[0-9A-Za-z.-]{0,20}")],
		cpes: ["luajit:luajit"],
	},
	{
		name: "tcl",
		files: ["tclsh*", "libtcl8*.so*", "libtcl9*.so*"],
		versions: [before("\0tcl_patchLevel\0", NUMBERS, "\\0")],
		cpes: ["tcl:tcl"],
	},
	{ name: "gcc", files: ["gcc", "g++"], versions: [GCC, after("GCC: (GNU) ")], cpes: ["gnu:gcc"] },
	{
		name: "gcc",
		files: ["gcc-*", "g++-*", "x86_64-*-gcc*", "x86_64-*-g++*", "aarch64-*-gcc*", "aarch64-*-g++*"],
		versions: [GCC],
		cpes: ["gnu:gcc"],
	},
];
