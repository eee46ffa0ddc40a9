"""Makes the checks, and tests that they find mistakes: each test makes one in the template. Run: python3 deploy_check_test.py"""

import copy
import json
import unittest

import deploy_check


# The functions that serve companies.
SERVICE_FUNCTIONS = {"PostMessageFunction", "GetMessageFunction", "ListMessagesFunction", "ProcessMessageFunction"}


class DeployCheckTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.template = deploy_check.read(deploy_check.PROJECT / "template.yaml")
        cls.account = deploy_check.read(deploy_check.ACCOUNT)

    def setUp(self):
        self.changed = copy.deepcopy(self.template)
        self.resources = self.changed["Resources"]
        self.changed_account = copy.deepcopy(self.account)

    def test_the_templates_pass_every_check(self):
        self.assertEqual(deploy_check.main([]), 0)

    def test_a_parameter_that_a_version_description_lacks_is_found(self):
        properties = self.resources["GetMessageFunction"]["Properties"]
        text = properties["VersionDescription"]["Fn::Sub"]
        properties["VersionDescription"] = {"Fn::Sub": text.replace("${GetMemory}", "")}

        self.assertEqual(
            list(deploy_check.check_versions(self.changed)),
            ["GetMessageFunction: VersionDescription lacks GetMemory, so a new value would not be deployed"])

    def test_a_parameter_that_a_function_does_not_use_is_found(self):
        properties = self.resources["GetMessageFunction"]["Properties"]
        properties["VersionDescription"] = {"Fn::Sub": properties["VersionDescription"]["Fn::Sub"] + " ${PostMemory}"}

        self.assertEqual(
            list(deploy_check.check_versions(self.changed)),
            ["GetMessageFunction: VersionDescription contains PostMemory, which the function does not use"])

    def test_a_version_description_that_can_be_too_long_is_found(self):
        self.changed["Parameters"]["DocsUrl"]["MaxLength"] = 250

        self.assertIn(
            "PostMessageFunction: VersionDescription can have more than 256 characters",
            list(deploy_check.check_versions(self.changed)))

    def test_without_a_gradual_deployment_there_is_no_code_deploy(self):
        template = deploy_check.Template(self.template, deploy_check.HOME, {"DeploymentType": "AllAtOnce"})

        created = [each for name, each in template.resources.items() if template.creates(name)]

        self.assertEqual([each for each in created if "CodeDeploy" in json.dumps(each)], [])

    def test_a_gradual_deployment_of_each_function_goes_back_when_an_alarm_fires(self):
        for type_ in self.template["Parameters"]["DeploymentType"]["AllowedValues"][1:]:
            template = deploy_check.Template(self.template, deploy_check.HOME, {"DeploymentType": type_})
            groups = {
                name: each["Properties"]
                for name, each in template.resources.items() if each["Type"] == "AWS::CodeDeploy::DeploymentGroup"}

            with self.subTest(type=type_):
                self.assertEqual(set(groups), {name + "DeploymentGroup" for name in SERVICE_FUNCTIONS})
                for group in groups.values():
                    self.assertIn(type_, json.dumps(group["DeploymentConfigName"]))
                    self.assertIn("DEPLOYMENT_STOP_ON_ALARM", group["AutoRollbackConfiguration"]["Events"])
                    for alarm in group["AlarmConfiguration"]["Alarms"]:
                        self.assertEqual(template.resources[alarm["Name"]["Ref"]]["Type"], "AWS::CloudWatch::Alarm")

    def test_the_check_of_new_versions_exists_exactly_if_a_deployment_is_gradual(self):
        for type_ in self.template["Parameters"]["DeploymentType"]["AllowedValues"]:
            template = deploy_check.Template(self.template, deploy_check.HOME, {"DeploymentType": type_})
            parts = [each for name, each in template.resources.items() if name.startswith("DeploymentCheck")]
            hooks = {
                name: each["UpdatePolicy"]["CodeDeployLambdaAliasUpdate"]["BeforeAllowTrafficHook"]
                for name, each in template.resources.items() if "UpdatePolicy" in each}

            with self.subTest(type=type_):
                self.assertEqual({each["Condition"] for each in parts}, {"DeploymentsAreGradual"})
                self.assertEqual(template.holds("DeploymentsAreGradual"), type_ != "AllAtOnce")
                self.assertEqual(
                    hooks,
                    {} if type_ == "AllAtOnce" else
                    {name + "Aliaslive": {"Ref": "DeploymentCheckFunction"} for name in SERVICE_FUNCTIONS})

    def test_the_check_of_new_versions_gets_the_versions_to_which_the_aliases_move(self):
        template = deploy_check.Template(self.template, deploy_check.HOME, {"DeploymentType": "Canary10Percent5Minutes"})
        variables = template.resources["DeploymentCheckFunction"]["Properties"]["Environment"]["Variables"]

        for name in SERVICE_FUNCTIONS:
            version = template.resources[name + "Aliaslive"]["Properties"]["FunctionVersion"]["Fn::GetAtt"][0]
            self.assertIn({"Ref": version}, variables.values())

    def test_codedeploy_may_call_the_check_of_new_versions_and_the_check_may_report(self):
        template = deploy_check.Template(self.template, deploy_check.HOME, {"DeploymentType": "Canary10Percent5Minutes"})
        name = template.resources["DeploymentCheckFunction"]["Properties"]["FunctionName"]["Fn::Sub"]
        policies = template.resources["DeploymentCheckRole"]["Properties"]["Policies"]
        application, = (name for name, each in template.resources.items() if each["Type"] == "AWS::CodeDeploy::Application")

        self.assertRegex(name, "^CodeDeployHook_")
        self.assertIn("AWSCodeDeployRoleForLambda", json.dumps(template.resources["CodeDeployServiceRole"]))
        # CloudFormation makes the name of the application of the names of the stack and of the resource.
        self.assertIn(":deploymentgroup:${AWS::StackName}-%s-*/*" % application, json.dumps(policies))

    def test_everything_of_the_synthetic_check_depends_on_its_condition(self):
        template = deploy_check.Template(self.template, deploy_check.HOME, {"DeploymentType": "Canary10Percent5Minutes"})
        parts = {
            name: each for name, each in template.resources.items() if name.startswith(("SmokeCheck", "SyntheticCheck"))}

        self.assertEqual(
            {each["Type"] for each in parts.values()},
            {"AWS::Lambda::Function", "AWS::Lambda::Version", "AWS::Lambda::Alias", "AWS::Lambda::EventInvokeConfig",
             "AWS::Events::Rule", "AWS::Lambda::Permission", "AWS::IAM::Role", "AWS::Logs::LogGroup",
             "AWS::CloudWatch::Alarm"})
        self.assertEqual({each.get("Condition") for each in parts.values()}, {"CheckIsScheduled"})

    def test_the_functions_of_the_service_may_decrypt_with_every_former_key_and_with_none_by_default(self):
        keys = [f"arn:aws:kms:eu-central-1:111122223333:key/{number}" for number in range(3)]
        for value, wanted in {"": None, keys[0]: keys[:1], ", ".join(keys): keys}.items():
            template = deploy_check.Template(self.template, deploy_check.HOME, {"FormerKmsKeyArns": value})

            for function in SERVICE_FUNCTIONS:
                role = template.resources[function.replace("Function", "Role")]
                policy, = template.resolved(role["Properties"]["Policies"])
                statement = next(
                    (each for each in policy["PolicyDocument"]["Statement"] if each.get("Sid") == "UseFormerKeys"), None)

                with self.subTest(value=value, function=function):
                    self.assertEqual(statement and statement["Resource"], wanted)
                    self.assertEqual(statement and statement["Action"], wanted and "kms:Decrypt")

    def test_the_greatest_values_have_keys_and_addresses_of_every_kind(self):
        parameters = self.template["Parameters"]
        for name, parameter in parameters.items():
            with self.subTest(parameter=name):
                self.assertNotEqual(str(deploy_check.greatest(parameter)), "")
        self.assertEqual(deploy_check.greatest(parameters["FormerKmsKeyArns"]).count(":key/"), 3)

    def test_a_queue_that_is_deleted_with_the_stack_is_found(self):
        self.resources["Queue"]["DeletionPolicy"] = "Delete"

        self.assertEqual(
            list(deploy_check.check_deletion(self.changed)),
            ["Queue is deleted with the stack: DeletionPolicy must be RetainExceptOnCreate"])

    def test_a_changed_key_schema_is_found(self):
        self.resources["Table"]["Properties"]["KeySchema"][1]["AttributeName"] = "tenant"

        self.assertEqual(
            list(deploy_check.check_upgrade(self.template, self.changed)),
            ["Table is replaced, or the update fails: KeySchema changes"])

    def test_a_changed_type_of_a_key_is_found(self):
        self.resources["Table"]["Properties"]["AttributeDefinitions"][0]["AttributeType"] = "N"

        self.assertEqual(
            list(deploy_check.check_upgrade(self.template, self.changed)),
            ["Table is replaced: the type of message_id changes"])

    def test_a_changed_index_is_found(self):
        index, = self.resources["Table"]["Properties"]["GlobalSecondaryIndexes"]
        index["KeySchema"][1]["AttributeName"] = "company_id"
        index["Projection"]["NonKeyAttributes"].append("body")

        self.assertEqual(
            list(deploy_check.check_upgrade(self.template, self.changed)),
            ["Table: the update fails: KeySchema of the index MessageList changes",
             "Table: the update fails: Projection of the index MessageList changes"])

    def test_two_changes_of_indexes_in_one_update_are_found(self):
        indexes = self.resources["Table"]["Properties"]["GlobalSecondaryIndexes"]
        second = copy.deepcopy(indexes[0]) | {"IndexName": "Second"}

        indexes.append(second)
        self.assertEqual(list(deploy_check.check_upgrade(self.template, self.changed)), [])
        del indexes[0]
        self.assertEqual(
            list(deploy_check.check_upgrade(self.template, self.changed)),
            ["Table: the update fails: it adds and deletes more than one index"])

    def test_a_fixed_name_of_a_resource_that_had_none_is_found(self):
        self.resources["Queue"]["Properties"]["QueueName"] = "messages"

        self.assertEqual(
            list(deploy_check.check_upgrade(self.template, self.changed)),
            ["Queue is replaced, or the update fails: QueueName changes"])

    def test_a_removed_store_is_found(self):
        # SAM's translator does not follow references, so they may stay.
        del self.resources["Bucket"]

        self.assertEqual(
            list(deploy_check.check_upgrade(self.template, self.changed)),
            ["Bucket is removed from a stack of the last release"])

    def test_a_store_that_an_update_removes_by_its_condition_is_found(self):
        self.resources["Queue"]["Condition"] = "CheckIsScheduled"

        self.assertEqual(
            list(deploy_check.check_upgrade(self.template, self.changed)),
            ["Queue is removed from a stack of the last release"])

    def test_an_intended_removal_is_no_problem(self):
        del self.resources["Bucket"]

        self.assertEqual(list(deploy_check.check_upgrade(self.template, self.changed, {"Bucket"})), [])

    def test_an_intended_replacement_that_does_not_happen_is_found(self):
        self.assertEqual(
            list(deploy_check.check_upgrade(self.template, self.changed, {"UserPool"})),
            ["UserPool is neither replaced nor removed: delete its line in intended-replacements.txt"])

    def test_a_reference_to_nothing_is_found(self):
        self.changed["Outputs"]["QueueUrl"]["Value"] = {"Ref": "Nothing"}

        self.assertIn("'Nothing' is not one of", next(deploy_check.check_translation(self.changed)))

    def test_a_least_value_that_a_service_refuses_is_found(self):
        self.changed["Parameters"]["VisibilityTimeout"]["MinValue"] = -1

        self.assertIn("is less than the minimum of 0", next(deploy_check.check_translation(self.changed)))

    def test_access_logs_are_a_setting_of_the_stage_only_if_they_are_enabled(self):
        for value, enabled in [("Disabled", False), ("Enabled", True)]:
            template = deploy_check.Template(self.template, deploy_check.HOME, {"AccessLogs": value})
            stages = [each for each in template.resources.values() if each["Type"] == "AWS::ApiGateway::Stage"]

            with self.subTest(value=value):
                setting = template.resolved(stages[0]["Properties"]["AccessLogSetting"])
                self.assertEqual(len(stages), 1)
                self.assertEqual("Format" in setting, enabled)
                self.assertEqual(template.holds(template.resources["ApiAccessLogs"]["Condition"]), enabled)

    def test_a_log_role_that_is_deleted_with_its_stack_is_found(self):
        self.changed_account["Resources"]["LogRole"]["DeletionPolicy"] = "Delete"

        self.assertEqual(
            list(deploy_check.check_account(self.changed_account)),
            ["account.yaml: LogRole is deleted with the stack: DeletionPolicy must be RetainExceptOnCreate"])

    def test_a_mistake_in_the_template_of_the_account_is_found_in_each_partition(self):
        self.changed_account["Resources"]["Account"]["Properties"] = {"CloudWatchRole": "arn"}

        self.assertEqual(len(list(deploy_check.check_account(self.changed_account))), len(deploy_check.REGIONS))


if __name__ == "__main__":
    unittest.main()
