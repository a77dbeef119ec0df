// The first run: reads the samples into ./isnad.db and prints what the record then says, each line with its words and its source.
//   npm run demo
import {isnad, keepSamples, run} from "./keep-samples.mjs"

keepSamples()
console.log()
run(isnad, "timeline", "--from", "2023-03", "--to", "2023-05", "--limit", "15")
console.log("\nNext:")
console.log("  npx isnad timeline --actor Putin --with China")
console.log('  npx isnad search "اتفاقية الغاز"')
console.log("  npx isnad explain ID        any id of the lines above")
