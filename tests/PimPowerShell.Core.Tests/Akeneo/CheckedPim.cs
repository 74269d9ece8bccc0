using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using PimPowerShell.Core.Akeneo;
using PimPowerShell.Core.Bulk;
using PimPowerShell.Core.Http;
using PimPowerShell.Core.Model;
using PimPowerShell.Core.Tests.Support;
using PimPowerShell.Sandbox;
using Xunit;

namespace PimPowerShell.Core.Tests.Akeneo;

/// <summary>A sandbox to which lines are sent after they were checked, to compare the two verdicts.</summary>
public sealed class CheckedPim : IDisposable
{
    private readonly TestPim _pim;
    private readonly AkeneoProvider? _other;
    private int _made;

    // for xunit, which makes one for all tests of a class
    public CheckedPim() : this(null)
    {
    }

    internal CheckedPim(PimSandboxOptions? options) => _pim = new TestPim(options ?? new() { ProductCount = 300 });

    private CheckedPim(TestPim pim, AkeneoProvider other) => (_pim, _other) = (pim, other);

    /// <summary>Another session of the same sandbox.</summary>
    internal CheckedPim Beside() => new(_pim, _pim.Connect());

    internal static IReadOnlyDictionary<string, string> Nothing { get; } = new Dictionary<string, string>();

    internal TestPim Pim => _pim;

    internal AkeneoProvider Provider => _other ?? _pim.Provider;

    /// <summary>A line of a product that is not there yet.</summary>
    internal string NewProduct(string members) => $$"""{"uuid":"00000000-0000-4000-8000-{{++_made:x12}}"{{(members.Length == 0 ? "" : ",")}}{{members}}}""";

    internal string WithValue(string attribute, string data, string? locale = null, string? scope = null) => NewProduct(
        $$$"""" "values":{"{{{attribute}}}":[{"locale":{{{JsonSerializer.Serialize(locale)}}},"scope":{{{JsonSerializer.Serialize(scope)}}},"data":{{{data}}}}]} """");

    internal Task<IReadOnlyList<PimFieldError>> Check(string line, PimResource? resource = null, IReadOnlyDictionary<string, string>? options = null, IReadOnlyDictionary<string, string>? owners = null, CallContext? context = null) =>
        Provider.CheckAsync(resource ?? AkeneoResources.ProductByUuid, owners ?? Nothing, Make.Utf8(line), context ?? _pim.Context, options);

    internal async Task<BatchLine> Send(string line, PimResource? resource = null, IReadOnlyDictionary<string, string>? options = null, IReadOnlyDictionary<string, string>? owners = null) =>
        (await SendAll([line], resource, options, owners)).Single();

    internal async Task<List<BatchLine>> SendAll(IEnumerable<string> lines, PimResource? resource = null, IReadOnlyDictionary<string, string>? options = null, IReadOnlyDictionary<string, string>? owners = null)
    {
        List<BatchLine> answers = [];
        foreach (string[] chunk in lines.Chunk(100))
        {
            BatchAnswer answer = await Provider.SendBatchAsync(new BatchRequest(
                resource ?? AkeneoResources.ProductByUuid, owners ?? Nothing, options ?? Nothing, [.. chunk.Select(line => (ReadOnlyMemory<byte>)Make.Utf8(line))]), _pim.Context);
            answers.AddRange(answer.Lines.Select(line => line!));
        }

        return answers;
    }

    /// <summary>Makes or changes structure, which has to work.</summary>
    internal async Task Write(string noun, string line, params (string Name, string Key)[] owners)
    {
        BatchLine answer = await Send(line, _pim.Resource(noun), owners: owners.ToDictionary(owner => owner.Name, owner => owner.Key));
        Assert.True(answer.StatusCode < 300, $"{answer.StatusCode} {PimFieldError.Describe(answer.Message ?? "", answer.Errors)}");
    }

    /// <summary>The check finds nothing, and the server takes the line.</summary>
    internal async Task AssertTaken(string line, PimResource? resource = null, IReadOnlyDictionary<string, string>? options = null)
    {
        IReadOnlyList<PimFieldError> errors = await Check(line, resource, options);
        Assert.Equal("", PimFieldError.Describe("", [.. errors.Where(error => !error.IsRemark)]));
        BatchLine answer = await Send(line, resource, options);
        Assert.True(answer.StatusCode < 300, Describe(answer));
    }

    /// <summary>The check finds one error, and the server refuses the line for the same field or attribute.</summary>
    internal async Task<PimFieldError> AssertRefused(string line, string field, string message, PimResource? resource = null, IReadOnlyDictionary<string, string>? options = null)
    {
        IReadOnlyList<PimFieldError> errors = await Check(line, resource, options);
        Assert.True(errors.Count > 0, "The check found nothing.");
        PimFieldError error = Assert.Single(errors);
        Assert.Equal(field, error.Attribute ?? error.Property);
        Assert.Contains(message, error.Message);
        BatchLine answer = await Send(line, resource, options);
        Assert.True(answer.StatusCode == 422, "The server took it.");
        Assert.True(Names(answer, field), Describe(answer));
        return error;
    }

    internal static string Describe(BatchLine answer) => $"{answer.StatusCode} {PimFieldError.Describe(answer.Message ?? "", answer.Errors)}";

    /// <summary>Whether a refusal is about a field or attribute; that of the identifier is told as a field.</summary>
    internal static bool Names(BatchLine answer, string field) =>
        answer.Message?.Contains(field, StringComparison.OrdinalIgnoreCase) == true
        || answer.Errors.Any(error => error.Attribute == field || error.Property == field || error.Message.Contains($"\"{field}\"", StringComparison.Ordinal)
            || (field == "sku" && error.Property == "identifier"));

    public void Dispose() => ((IDisposable?)_other ?? _pim).Dispose();
}
