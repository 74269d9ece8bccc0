# Deleting UI extensions.

BeforeAll {
    Import-Module "$PSScriptRoot/PimTest.psm1"
    Import-Module "$PSScriptRoot/PimFake.psm1"
    $sandbox = Start-TestSandbox @{ Edition = 'Serenity'; Provider = 'Both' }
    $session = Connect-TestSandbox $sandbox @{ RetryIntervalSec = 0.05; Name = 'saas' }
    $null = Select-PimSession $session
}

AfterAll {
    Disconnect-Pim -All
    Stop-PimSandbox $sandbox.Url
}

Describe 'Remove-PimUiExtension' {
    BeforeEach { Select-PimSession $session }

    BeforeEach {
        $extensions = 'one', 'two' | ForEach-Object { New-PimUiExtension $_ -Type link -Position pim.product.header -Configuration @{ url = 'https://x.example/'; default_label = 'X' } }
    }

    AfterEach {
        Get-PimUiExtension | Where-Object Uuid -In $extensions.Uuid | Remove-PimUiExtension -Confirm:$false
    }

    It 'deletes: <What>' -ForEach @(
        @{ What = 'by uuid'; Script = { Remove-PimUiExtension $extensions[0].Uuid, $extensions[1].Uuid -Confirm:$false } }
        @{ What = 'uuids from the pipe'; Script = { $extensions.Uuid | Remove-PimUiExtension -Confirm:$false } }
        @{ What = 'extensions from the pipe'; Script = { $extensions | Remove-PimUiExtension -Confirm:$false } }
        @{ What = 'rows'; Script = { $extensions | ForEach-Object { [pscustomobject]@{ Uuid = $_.Uuid } } | Remove-PimUiExtension -Confirm:$false } }
    ) {
        & $Script | Should -BeNullOrEmpty
        Get-PimUiExtension | Where-Object Uuid -In $extensions.Uuid | Should -BeNullOrEmpty
    }

    It 'reports one that does not exist, non-terminating, and goes on' {
        Remove-PimUiExtension '00000000-0000-4000-8000-000000000000', $extensions[0].Uuid -Confirm:$false -ErrorAction SilentlyContinue -ErrorVariable failed
        $failed.Count | Should -Be 1
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'PimNotFound,*'
        (Get-PimUiExtension).Uuid | Should -Not -Contain $extensions[0].Uuid
    }

    It 'sends nothing with -WhatIf, and asks otherwise' {
        (Measure-Request $sandbox { $extensions | Remove-PimUiExtension -WhatIf }).Requests | Should -Be 0
        (Invoke-InRunspace { try { Remove-PimUiExtension $id -Session $session } catch { 'asked' } } @{ session = $session; id = $extensions[0].Uuid }).Output | Should -Be asked
    }
}
