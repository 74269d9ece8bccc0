# Deleting catalogs of an app.

BeforeAll {
    Import-Module "$PSScriptRoot/PimTest.psm1"
    Import-Module "$PSScriptRoot/PimFake.psm1"
    $sandbox = Start-TestSandbox @{ Edition = 'Serenity'; Provider = 'Both' }
    $session = Connect-Pim -Url $sandbox.Url -AppToken $sandbox.AppToken -RequestsPerSecond 0 -RetryIntervalSec 0.05 -Name app -PassThru
    $null = Select-PimSession $session
}

AfterAll {
    Disconnect-Pim -All
    Stop-PimSandbox $sandbox.Url
}

Describe 'Remove-PimCatalog' {
    BeforeEach { Select-PimSession $session }

    BeforeEach {
        $catalogs = 'One', 'Two' | ForEach-Object { New-PimCatalog $_ }
    }

    AfterEach {
        Get-PimCatalog | Where-Object Id -In $catalogs.Id | Remove-PimCatalog -Confirm:$false
    }

    It 'deletes: <What>' -ForEach @(
        @{ What = 'by id'; Script = { Remove-PimCatalog $catalogs[0].Id, $catalogs[1].Id -Confirm:$false } }
        @{ What = 'ids from the pipe'; Script = { $catalogs.Id | Remove-PimCatalog -Confirm:$false } }
        @{ What = 'catalogs from the pipe'; Script = { $catalogs | Remove-PimCatalog -Confirm:$false } }
        @{ What = 'rows'; Script = { $catalogs | ForEach-Object { [pscustomobject]@{ Id = $_.Id } } | Remove-PimCatalog -Confirm:$false } }
    ) {
        & $Script | Should -BeNullOrEmpty
        Get-PimCatalog | Where-Object Id -In $catalogs.Id | Should -BeNullOrEmpty
    }

    It 'reports one that does not exist, non-terminating, and goes on' {
        Remove-PimCatalog '00000000-0000-4000-8000-000000000000', $catalogs[0].Id -Confirm:$false -ErrorAction SilentlyContinue -ErrorVariable failed
        $failed.Count | Should -Be 1
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'PimNotFound,*'
        (Get-PimCatalog).Id | Should -Not -Contain $catalogs[0].Id
    }

    It 'sends nothing with -WhatIf, and asks otherwise' {
        (Measure-Request $sandbox { $catalogs | Remove-PimCatalog -WhatIf }).Requests | Should -Be 0
        $id = $catalogs[0].Id
        (Invoke-InRunspace { try { Remove-PimCatalog $id -Session $session } catch { 'asked' } } @{ session = $session; id = $id }).Output | Should -Be asked
    }

    It 'deletes each once past a lost answer' {
        $sandbox.Options.ResetAfterActingEvery = 2
        $catalogs | Remove-PimCatalog -Confirm:$false -ErrorVariable failed
        $sandbox.Options.ResetAfterActingEvery = 0
        $failed | Should -BeNullOrEmpty
        Get-PimCatalog | Where-Object Id -In $catalogs.Id | Should -BeNullOrEmpty
    }
}
