// Holds a translated template against the rules of cdk-nag and of AWS Control Tower (cfn-guard).
//
// Usage, in the folder with the packages and the files of translated.py: node scan.cjs. A finding is an error unless suppressions.json has it with a reason.
// A suppression with a parameter is only for the default template: with the parameter, the rule must be met. A suppression that
// suppresses nothing is an error too.
const { readFileSync } = require('node:fs');
const { join } = require('node:path');
const { createRequire } = require('node:module');

// The packages are in the folder that the scan runs in, because npm must not write into the sources.
const packages = createRequire(join(process.cwd(), 'package.json'));
const { App, Stack } = packages('aws-cdk-lib');
const { CfnInclude } = packages('aws-cdk-lib/cloudformation-include');
const { AwsSolutionsChecks, ServerlessChecks } = packages('cdk-nag');
const { CfnGuardValidator } = packages('@cdklabs/cdk-validator-cfnguard');

function findings(kind) {
  const app = new App({ analyticsReporting: false });
  const stack = new Stack(app, 'Scan');
  new CfnInclude(stack, 'Template', { templateFile: `nag-${kind}.json` });
  const ofNag = [AwsSolutionsChecks, ServerlessChecks].flatMap((Pack) =>
    new Pack(app).validateScope(stack).violations.flatMap((violation) =>
      violation.violatingResources.map((resource) => ({
        // AwsSolutions-IAM5[Resource::*] is a finding of the rule AwsSolutions-IAM5.
        rule: violation.ruleName.replace(/\[.*/, ''),
        detail: violation.ruleName.replace(/^[^[]*/, ''),
        resource: resource.constructPath.split('/').pop(),
        text: violation.description,
      }))));
  const ofGuard = new CfnGuardValidator().validate({ templatePaths: [`guard-${kind}.json`] }).violations.flatMap((violation) =>
    violation.violatingResources.map((resource) => ({
      rule: violation.description.match(/\[(CT\.[A-Z0-9.]+)]/)?.[1] ?? violation.ruleName,
      detail: '',
      resource: resource.resourceLogicalId,
      text: violation.description.replace(/^\[[^\]]*]: /, ''),
    })));
  return [...ofNag, ...ofGuard];
}

const suppressions = JSON.parse(readFileSync(join(__dirname, 'suppressions.json'), 'utf8'));
const used = new Set();
const problems = new Set();
let suppressed = 0;
for (const kind of ['default', 'hardened']) {
  for (const finding of findings(kind)) {
    const suppression = suppressions.find((each) =>
      each.rule === finding.rule && (each.resources ?? [finding.resource]).includes(finding.resource)
      && (each.detail === undefined || finding.detail.includes(each.detail)) && !(kind === 'hardened' && each.parameter));
    if (suppression) {
      used.add(suppression);
      suppressed++;
    } else {
      problems.add(`${finding.rule}${finding.detail} ${finding.resource}: ${finding.text.trim()}`
        + (kind === 'hardened' ? ' (with the parameters under "hardened")' : ''));
    }
  }
}
for (const each of suppressions) {
  if (!used.has(each)) {
    problems.add(`${each.rule}: this suppression is not needed any more: ${each.reason}`);
  }
}
problems.forEach((problem) => console.log(problem));
console.log(`${problems.size} problems. ${suppressed} findings have a reason in tools/scan/suppressions.json.`);
process.exitCode = problems.size ? 1 : 0;
