#!/bin/sh
# Starts the project's own Node 26 (an npm package brings it), and says what to do where it is missing or does not start.
set -u
node_path=$(command -v node) || node_path=''
if [ -z "$node_path" ]; then
  echo "attache: no Node.js was found. Install Node.js 20 or newer with npm, then run: npm ci --omit=dev" >&2
  exit 1
fi
modules=$(cd "${0%/*}/../../node_modules" 2>/dev/null && pwd) || modules=''
cache=${modules:+$modules/.cache/attache}
if ! said=$("$node_path" -p 'process.versions.node.split(".")[0] >= 26 && typeof Temporal === "object" ? "ok" : process.version' 2>&1); then
  echo "attache: Node.js at $node_path does not start:" >&2
  echo "  $said" >&2
  case "$said" in
    *libatomic*) echo "It needs one library of the system. On Debian or Ubuntu: apt-get install libatomic1" >&2 ;;
    *) echo "Remove node_modules and run: npm ci --omit=dev" >&2 ;;
  esac
  exit 1
fi
if [ "$said" != ok ]; then
  echo "attache: this needs Node.js 26, and found $said at $node_path." >&2
  echo "Run 'npm ci --omit=dev' (it brings Node 26 for Linux, macOS and Windows on the usual processors) and start with 'npm start' or 'npm run attache', or install Node.js 26 yourself: https://nodejs.org" >&2
  exit 1
fi
# Node keeps what it has compiled beside the packages, so that the next start need not compile it again; where it may not write, it does without.
if [ -n "$cache" ] && [ -z "${NODE_COMPILE_CACHE:-}" ]; then
  export NODE_COMPILE_CACHE="$cache"
fi
# exec, so that a signal to npm reaches the bot and not a shell in between.
exec "$node_path" "$@"
