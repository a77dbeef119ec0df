#!/usr/bin/env node
import {runProgram} from "./program.ts"

// Left to end by itself, so that what was written to a pipe arrives.
process.exitCode = await runProgram(process.argv.slice(2), {
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
  env: process.env,
})
