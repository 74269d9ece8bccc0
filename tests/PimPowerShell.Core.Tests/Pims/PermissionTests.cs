using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using PimPowerShell.Core.Model;
using PimPowerShell.Core.Pims;
using PimPowerShell.Core.Tests.Support;
using Xunit;

namespace PimPowerShell.Core.Tests.Pims;

/// <summary>What a key may not do is told before anything is sent.</summary>
public sealed class PermissionTests
{
    [Theory]
    [InlineData("Product", "pim_editor", "pim_editor")]
    [InlineData("Category", "pim_user", "pim_manager")]
    [InlineData("Attribute", "pim_editor", "pim_manager")]
    [InlineData("AttributeGroup", "pim_manager", null)]
    [InlineData("View", "pim_manager", "pim_manager")]
    [InlineData("KeyView", "pim_manager", "pim_manager")]
    [InlineData("Key", null, "pim_security")]
    [InlineData("Asset", "pim_editor", "pim_editor")]
    [InlineData("Bucket", "pim_editor", "pim_editor")]
    public async Task Each_kind_needs_its_own(string noun, string? toRead, string? toWrite)
    {
        using TestPims pims = await TestPims.StartAsync();
        using PimsProvider poor = await pims.ConnectWithAsync("pim_import");
        PimResource resource = PimsResources.All.Single(one => one.Noun == noun);
        if (toRead is not null)
        {
            PimQuery query = new(resource) { Keys = noun == "Asset" ? ["x"] : null, PathValues = new Dictionary<string, string> { ["key"] = "x" } };
            PimException e = await pims.RefusedAsync(() => pims.ItemsAsync(query, poor));
            Assert.Equal((PimErrorKind.Forbidden, toRead), (e.Kind, e.Subject));
            if (noun != "Product" && noun != "Asset")
            {
                Assert.Equal(toRead, (await pims.RefusedAsync(() => poor.CountAsync(query, pims.Context))).Subject);
            }
        }

        if (toWrite is not null)
        {
            foreach (WriteVerb verb in new[] { WriteVerb.Upsert, WriteVerb.Delete })
            {
                PimException e = await pims.RefusedAsync(() => pims.WriteAsync(resource, verb, "x", verb == WriteVerb.Delete ? null : new { }, owner: "x", provider: poor));
                Assert.Equal((PimErrorKind.Forbidden, toWrite), (e.Kind, e.Subject));
            }
        }
    }

    [Fact]
    public async Task Codes_for_completion_are_read_once_and_again_after_a_write()
    {
        using TestPims pims = await TestPims.StartAsync();
        foreach ((string noun, string code) in new[] { ("Category", "Home > Basic"), ("Attribute", "price"), ("AttributeGroup", "Basic"), ("View", pims.Sandbox.Views[0]), ("Bucket", "Documents") })
        {
            Assert.Contains(code, await pims.Provider.Metadata.GetCodesAsync(noun, pims.Context));
            long before = pims.Sandbox.Counters.Requests;
            Assert.Contains(code, await pims.Provider.Metadata.GetCodesAsync(noun, pims.Context));
            Assert.Equal(before, pims.Sandbox.Counters.Requests);
        }

        await pims.WriteAsync(PimsResources.View, WriteVerb.Create, "Fresh", new { comment = "x" });
        Assert.Contains("Fresh", await pims.Provider.Metadata.GetCodesAsync("View", pims.Context));
        foreach (string noun in new[] { "Key", "KeyView", "Asset", "Product", "Nothing" })
        {
            Assert.Empty(await pims.Provider.Metadata.GetCodesAsync(noun, pims.Context));
        }
    }

    [Fact]
    public async Task Codes_that_may_not_be_read_are_none()
    {
        using TestPims pims = await TestPims.StartAsync();
        using PimsProvider poor = await pims.ConnectWithAsync("pim_import");
        long before = pims.Sandbox.Counters.Requests;
        foreach (string noun in new[] { "Category", "Attribute", "AttributeGroup", "View", "Bucket" })
        {
            Assert.Empty(await poor.Metadata.GetCodesAsync(noun, pims.Context));
        }

        Assert.Equal(before, pims.Sandbox.Counters.Requests);
    }

    [Fact]
    public void The_table_is_whole()
    {
        Assert.Equal(PimsResources.All.Count, PimsResources.All.Select(resource => resource.Noun).Distinct().Count());
        foreach (PimResource resource in PimsResources.All.Where(resource => resource.Noun != "Product"))
        {
            string[] fields = [.. resource.Fields.Select(field => field.Name)];
            Assert.Empty(resource.RequiredFields.Concat(resource.ImmutableFields).Except(fields));
            Assert.Empty(fields.Intersect(resource.ReadOnlyFields));
            Assert.Equal(resource.Verbs.HasFlag(ResourceVerbs.Upsert), fields.Length > 0);
            Assert.True(fields.Length == 0 || fields.Contains(resource.Key));
        }

        Assert.Contains("condition_query", KnownOptions.Of("Product"));
    }
}
