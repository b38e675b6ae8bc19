/**
 * Gems that come with Ruby, besides the default ones, which have a folder of their own: those that are bundled, or were once
 * default or bundled, and those that install others.
 *
 * @see https://stdgems.org/
 */
const BUNDLED: ReadonlySet<string> = new Set([
	"abbrev",
	"base64",
	"benchmark",
	"bigdecimal",
	"bundler",
	"csv",
	"debug",
	"did_you_mean",
	"drb",
	"fiddle",
	"getoptlong",
	"irb",
	"logger",
	"matrix",
	"minitest",
	"mutex_m",
	"net-ftp",
	"net-imap",
	"net-pop",
	"net-smtp",
	"net-telnet",
	"nkf",
	"observer",
	"ostruct",
	"power_assert",
	"prime",
	"pstore",
	"racc",
	"rake",
	"rbs",
	"rdoc",
	"readline",
	"reline",
	"repl_type_completor",
	"resolv-replace",
	"rexml",
	"rinda",
	"rss",
	"rubygems-update",
	"syslog",
	"test-unit",
	"tsort",
	"typeprof",
	"win32-registry",
	"win32ole",
	"xmlrpc",
]);

/** Whether a gem, by the path of its specification, came with Ruby, so that it does not tell that anything was installed. */
export function comesWithRuby(path: string, name: string): boolean {
	return path.includes("/specifications/default/") || BUNDLED.has(name);
}
