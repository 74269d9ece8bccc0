using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using System.Threading;
using PimPowerShell.Sandbox.Akeneo.Api;
using PimPowerShell.Sandbox.Akeneo.Apps;
using PimPowerShell.Sandbox.Akeneo.Structure;
using PimPowerShell.Sandbox.Generation;
using PimPowerShell.Sandbox.Http;
using PimPowerShell.Sandbox.Json;

namespace PimPowerShell.Sandbox.Akeneo.Jobs;

/// <summary>Launches jobs (1.6). What becomes of them no operation tells.</summary>
internal sealed class JobEndpoints(StructureStore structure, PimSandboxOptions options)
{
    private const string Plural = "jobs";

    private static readonly string[] _exports = ["csv_product_export", "xlsx_category_export"];
    private static readonly string[] _imports = ["csv_product_import"];
    private static readonly string[] _modes = ["create_only", "update_only", "create_or_update"];
    private static readonly Property _dryRun = new("is_dry_run", PropertyType.Flag);
    private static readonly Property _mode = new("import_mode", PropertyType.Text);

    private readonly EditionTraits _edition = new(options);
    private long _lastExecution = Dice.For(options.Seed, 21, 0).Between(1_000, 9_000);

    public IEnumerable<Route> Routes()
    {
        yield return new("POST", "jobs/export/{code}", Plural, request => Launch(request, _exports, [_dryRun])) { Access = Access.Edit };
        yield return new("POST", "jobs/import/{code}", Plural, request => Launch(request, _imports, [_mode, _dryRun])) { Access = Access.Edit };
    }

    private HttpResponse Launch(ApiRequest request, string[] jobs, Property[] properties)
    {
        string code = request.Parameters[0];
        if (!jobs.Contains(code, StringComparer.OrdinalIgnoreCase))
        {
            throw ApiException.NotFound($"Job \"{code}\" does not exist.");
        }

        // the body may be left out, and with it every header about it
        if (request.Http.Body.Length > 0)
        {
            JsonObject sent = PropertyBody.Apply(properties, [], request.ReadJson());
            if (sent.ContainsKey(_mode.Name))
            {
                EntityChecks checks = new(structure);
                checks.RequiredChoice(sent, _mode.Name, _modes);
                checks.Conclude();
            }
        }

        long execution = Interlocked.Increment(ref _lastExecution);
        PhpJsonWriter writer = new();
        writer.BeginObject();
        if (_edition.IsSaas)
        {
            writer.Name("job_execution_id").Number(execution);
        }
        else
        {
            writer.Name("execution_id").String(execution.ToString());
        }

        writer.EndObject();
        return ApiRequest.Json(writer);
    }
}
