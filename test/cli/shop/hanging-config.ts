// A configuration that never finishes loading: what hangs in it can only be ended by a second signal.
process.stdout.write('hanging\n')
await new Promise(() => setInterval(() => {}, 1000))
