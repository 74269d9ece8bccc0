using System;
using System.Collections.Generic;
using System.Linq;
using PimPowerShell.Sandbox.Akeneo.Api;
using PimPowerShell.Sandbox.Akeneo.Structure;
using PimPowerShell.Sandbox.Generation;
using PimPowerShell.Sandbox.Http;
using PimPowerShell.Sandbox.Json;

namespace PimPowerShell.Sandbox.Akeneo.Users;

/// <summary>What a user may see and edit, by channel and by locale (1.22).</summary>
internal sealed class PermissionEndpoints(StructureStore structure, IReadOnlyList<PimUser> users, PimSandboxOptions options)
{
    private const string Plural = "permissions";
    private const int EditPercent = 70;

    public IEnumerable<Route> Routes()
    {
        yield return new("GET", "permissions/{uuid}/channels", Plural, request => Tell(request, "channels", structure.Catalog.Channels.Keys));
        yield return new("GET", "permissions/{uuid}/locales", Plural, request => Tell(request, "locales", structure.Catalog.ActiveLocales));
    }

    private HttpResponse Tell(ApiRequest request, string name, IEnumerable<string> codes)
    {
        string sent = request.Parameters[0];
        PimUser user = users.FirstOrDefault(candidate => sent.Equals(candidate.Uuid.ToString(), StringComparison.OrdinalIgnoreCase))
            ?? throw ApiException.NotFound($"User \"{sent}\" does not exist.");
        PhpJsonWriter writer = new();
        writer.BeginObject();
        writer.Name("userUuid").String(user.Uuid.ToString());
        writer.Name(name).BeginObject();
        foreach (string code in codes.OrderBy(code => code, StringComparer.Ordinal))
        {
            // booleans as text: so the server tells them
            writer.Name(code).BeginObject();
            writer.Name("canView").String("true");
            writer.Name("canEdit").String(MayEdit(user, code) ? "true" : "false");
            writer.EndObject();
        }

        writer.EndObject().EndObject();
        return ApiRequest.Json(writer);
    }

    /// <summary>The connection's user may edit everything; of the others each code has its own chance.</summary>
    private bool MayEdit(PimUser user, string code) =>
        user == users[0] || Dice.For(options.Seed, 22, (ulong)(user.UserName + code).Sum(letter => letter * 31L)).Chance(EditPercent);
}
