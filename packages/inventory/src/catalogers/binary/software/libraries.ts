import type { Classifier } from "../classifier.ts";
import { after, alone, before, completing, NUMBERS, near } from "../pattern.ts";

const CRYPTO = ["libcrypto.so*", "libcrypto-*.dll", "libcrypto.*dylib", "libssl.so*", "libssl-*.dll", "libssl.*dylib"];

/** Libraries that others are linked with. */
export const LIBRARIES: readonly Classifier[] = [
	{
		name: "aws-lc",
		files: ["openssl", "bssl", ...CRYPTO],
		versions: [after("(compatible; AWS-LC ", NUMBERS)],
		cpes: ["amazon:aws-lc"],
	},
	{ name: "libressl", files: ["openssl", ...CRYPTO], versions: [after("LibreSSL ", NUMBERS)], cpes: ["openbsd:libressl"] },
	{
		name: "openssl",
		files: ["openssl", "openssl.exe", ...CRYPTO],
		versions: [
			after(
				"OpenSSL ",
				"\\d\\.\\d\\.\\d{1,2}[a-z]{0,2}(?:-(?:alpha|beta|pre|dev)\\d{0,2})?",
				"[^\\0]{0,10} {1,2}\\d{1,2} [A-Z][a-z]{2} \\d{4}",
			),
		],
		cpes: ["openssl:openssl"],
	},
	{ name: "libcurl", files: ["libcurl.*", "libcurl-*"], versions: [after("libcurl/", NUMBERS)], cpes: ["haxx:libcurl", "haxx:curl"] },
	{
		name: "zlib",
		files: ["libz.so*", "zlib1.dll"],
		versions: [near("flate 1.", / (?:de|in)flate (1\.\d(?:\.\d{1,3}){1,2}) Copyright/)],
		cpes: ["zlib:zlib"],
	},
	{ name: "liblzma", files: ["liblzma.so*"], versions: [completing("\0", /^\0(5\.\d{1,2}\.\d{1,2})\0/)], cpes: ["tukaani:xz"] },
	{ name: "libzstd", files: ["libzstd.so*"], versions: [completing("", /^(1\.\d{1,2}\.\d{1,2})\0/)], cpes: ["facebook:zstandard"] },
	{
		name: "krb5",
		files: ["libkrb5.so*"],
		versions: [near("KRB5_BRAND: krb5-", /KRB5_BRAND: krb5-[0-9A-Za-z.-]{1,30} (\d\.\d{1,2}(?:\.\d{1,2})?)[ -]/)],
		cpes: ["mit:kerberos_5"],
	},
	{
		name: "heimdal-krb5",
		files: ["libkrb5.so*", "kdc"],
		versions: [after("$Version: Heimdal ", NUMBERS)],
		cpes: ["heimdal_project:heimdal"],
	},
	{
		name: "qtbase",
		files: ["libQt5Core.so*", "libQt6Core.so*", "libQtCore.so*"],
		versions: [after("QtCore library version ", NUMBERS), after("Qt ", NUMBERS, " \\(")],
		cpes: ["qt:qt"],
	},
	{ name: "gnutls", files: ["libgnutls.so*"], versions: [after("Enabled GnuTLS ", NUMBERS, " logging")], cpes: ["gnu:gnutls"] },
	{
		name: "libgcrypt",
		files: ["libgcrypt.so*"],
		versions: [near("\0standard\0", /\0(1\.\d{1,2}\.\d{1,2})\0standard\0/)],
		cpes: ["gnupg:libgcrypt"],
	},
	{ name: "expat", files: ["libexpat.so*"], versions: [after("\0expat_", NUMBERS, "\\0")], cpes: ["libexpat_project:libexpat"] },
	{ name: "libpng", files: ["libpng1*.so*"], versions: [after("libpng version ", NUMBERS)], cpes: ["libpng:libpng"] },
	{ name: "libtiff", files: ["libtiff.so*"], versions: [after("LIBTIFF, Version ", NUMBERS)], cpes: ["libtiff:libtiff"] },
	{ name: "libarchive", files: ["libarchive.so*"], versions: [after("\0libarchive ", NUMBERS, "\\0")], cpes: ["libarchive:libarchive"] },
	{ name: "libpcap", files: ["libpcap.so*"], versions: [after("libpcap version ", NUMBERS)], cpes: ["tcpdump:libpcap"] },
	{
		name: "libevent",
		files: ["libevent-*.so*", "libevent_core-*.so*"],
		versions: [before("-stable\0", NUMBERS, "\\0")],
		cpes: ["libevent_project:libevent"],
	},
	{ name: "libssh2", files: ["libssh2.so*"], versions: [near("libssh2_1.", /libssh2_(1\.\d{1,2}\.\d{1,2})/)], cpes: ["libssh2:libssh2"] },
	{ name: "pcre2", files: ["libpcre2-*.so*"], versions: [near(" 20", /\0(10\.\d{2}) \d{4}-\d\d-\d\d\0/)], cpes: ["pcre:pcre2"] },
	{
		name: "bzip2",
		files: ["bzip2", "libbz2.so*"],
		versions: [near("1.0.", /\0(1\.\d\.\d), \d{1,2}-[A-Z][a-z]{2}-\d{4}\0/)],
		cpes: ["bzip:bzip2"],
	},
	{
		name: "glibc",
		files: ["libc.so.6", "libc-2.*"],
		versions: [near("GNU C Library", /GNU C Library [^\n\0]{0,80}release version (2\.\d{1,2}(?:\.\d{1,2})?)\./)],
		cpes: ["gnu:glibc"],
	},
	{
		name: "musl",
		files: ["ld-musl-*", "libc.musl-*", "-linux-musl/libc.so"],
		versions: [alone("1\\.\\d\\.\\d{1,2}")],
		cpes: ["musl-libc:musl"],
	},
	{
		name: "libuv",
		files: ["libuv.so*"],
		versions: [near("src/unix/async.c", /(?<![0-9.])(1\.\d{1,2}\.\d{1,2})\0(?:\.\/)?src\/unix\/async\.c/)],
		cpes: ["libuv:libuv"],
	},
];
