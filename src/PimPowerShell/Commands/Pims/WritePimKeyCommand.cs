using System.Management.Automation;
using PimPowerShell.Arguments;

namespace PimPowerShell.Commands.Pims;

/// <summary>What making API keys and changing what they may do have in common.</summary>
public abstract class WritePimKeyCommand : WritePimResourceCommand
{
    /// <summary><para type="description">To manage groups and API keys: pim_security. -PimSecurity:$false takes it away.</para></summary>
    [Parameter]
    [Field]
    public SwitchParameter PimSecurity { get; set; }

    /// <summary><para type="description">To manage attributes, categories and views: pim_manager. -PimManager:$false takes it away.</para></summary>
    [Parameter]
    [Field]
    public SwitchParameter PimManager { get; set; }

    /// <summary><para type="description">To read what a shop sees: pim_user. -PimUser:$false takes it away.</para></summary>
    [Parameter]
    [Field]
    public SwitchParameter PimUser { get; set; }

    /// <summary><para type="description">To make, change and delete products and assets: pim_editor. -PimEditor:$false takes it away.</para></summary>
    [Parameter]
    [Field]
    public SwitchParameter PimEditor { get; set; }

    /// <summary><para type="description">To import: pim_import. -PimImport:$false takes it away.</para></summary>
    [Parameter]
    [Field]
    public SwitchParameter PimImport { get; set; }

    /// <summary><para type="description">To export: pim_export. -PimExport:$false takes it away.</para></summary>
    [Parameter]
    [Field]
    public SwitchParameter PimExport { get; set; }

    internal override string Noun => "Key";
}
