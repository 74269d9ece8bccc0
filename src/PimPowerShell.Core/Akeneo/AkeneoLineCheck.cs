using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using PimPowerShell.Core.Http;
using PimPowerShell.Core.Model;
using PimPowerShell.Core.Model.Rules;

namespace PimPowerShell.Core.Akeneo;

/// <summary>
/// Says of a line of a batch what the server would refuse, before anything is sent. Only what is certain is said: what
/// depends on the item as the server has it (its family, its parent's values, unique values, axes), on files, on other
/// items that are referred to (parents, associations, groups, records, assets), or on what this login may not read, is
/// left to the server.
/// </summary>
internal sealed class AkeneoLineCheck(AkeneoMetadata metadata, AkeneoCatalog catalog, AkeneoWriteCheck writeCheck, AkeneoEntityCheck entityCheck)
{
    /// <summary>What is wrong with a line; empty when nothing is.</summary>
    /// <param name="resource">The kind of thing.</param>
    /// <param name="pathValues">The keys of what it lies in.</param>
    /// <param name="line">Its JSON.</param>
    /// <param name="context">The caller.</param>
    /// <param name="options">The query options that the line will be sent with.</param>
    /// <param name="canChangeCategories">Whether the server takes <c>add_categories</c> and <c>remove_categories</c>.</param>
    public async Task<IReadOnlyList<PimFieldError>> CheckAsync(
        PimResource resource, IReadOnlyDictionary<string, string> pathValues, ReadOnlyMemory<byte> line, CallContext context,
        IReadOnlyDictionary<string, string>? options, bool canChangeCategories)
    {
        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(line);
        }
        catch (JsonException e)
        {
            return [new PimFieldError(null, $"is no JSON: {e.Message}")];
        }

        using (document)
        {
            if (document.RootElement.ValueKind != JsonValueKind.Object)
            {
                return [new PimFieldError(null, "is no JSON object")];
            }

            JsonElement item = document.RootElement;
            return await AkeneoFindings.CollectAsync(_ => LookAsync(resource, pathValues, item, context, options, canChangeCategories), context).ConfigureAwait(false);
        }
    }

    private async Task<AkeneoFindings> LookAsync(
        PimResource resource, IReadOnlyDictionary<string, string> pathValues, JsonElement line, CallContext context,
        IReadOnlyDictionary<string, string>? options, bool canChangeCategories)
    {
        var findings = new AkeneoFindings(metadata, context.Began);
        if (AkeneoItemCheck.Covers(resource))
        {
            bool createsOptions = options?.ContainsKey("create_missing_options") == true;
            new AkeneoItemCheck(resource, findings, catalog, canChangeCategories, new AkeneoDataCheck(findings, catalog, createsOptions)).Check(line);
        }
        else
        {
            CheckFields(resource, line, findings);
        }

        foreach (PimFieldError error in await writeCheck.FindAsync(resource, pathValues, new RuleItem(line, IsNew: false), context).ConfigureAwait(false))
        {
            // a field that is of no use as it stands is told once
            if (!findings.Errors.Any(known => known.Property == error.Property && known.Attribute is null))
            {
                findings.Add(error);
            }
        }

        foreach (PimFieldError error in await entityCheck.FindAsync(resource, pathValues, line, context).ConfigureAwait(false))
        {
            findings.Add(error);
        }

        return findings;
    }

    /// <summary>Of other things the names and types of their fields are known; which of them a new item must have does not matter to one that is there.</summary>
    private static void CheckFields(PimResource resource, JsonElement line, AkeneoFindings findings)
    {
        if (resource.Fields.Count == 0)
        {
            return;
        }

        foreach (JsonProperty value in line.EnumerateObject())
        {
            string name = value.Name;
            if (resource.ReadOnlyFields.Contains(name))
            {
                continue;
            }

            if (resource.Fields.FirstOrDefault(known => known.Name == name) is not { } field)
            {
                findings.Wrong(name, $"is no field of {resource.Noun}; it has {string.Join(", ", resource.Fields.Select(known => known.Name))}. {AkeneoErrors.RowHint}");
            }
            else if (FieldCheck.Fault(field, value.Value) is { } fault)
            {
                findings.Wrong(name, fault);
            }
        }
    }
}
