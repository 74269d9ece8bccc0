# Changing UI extensions.

BeforeAll {
    Import-Module "$PSScriptRoot/PimTest.psm1"
    Import-Module "$PSScriptRoot/PimFake.psm1"
    $sandbox = Start-TestSandbox @{ Edition = 'Serenity'; Provider = 'Both' }
    $session = Connect-TestSandbox $sandbox @{ RetryIntervalSec = 0.05; Name = 'saas' }
    $null = Select-PimSession $session
    $secret = ConvertTo-Secret 'Sesame-42-and-then-some-until-it-is-long'
    $configuration = @{ url = 'https://x.example/'; default_label = 'X' }
    $before = (Get-PimUiExtension).Uuid
}

AfterAll {
    Disconnect-Pim -All
    Stop-PimSandbox $sandbox.Url
}

Describe 'Set-PimUiExtension' {
    BeforeEach { Select-PimSession $session }

    BeforeEach {
        $extension = New-PimUiExtension button -Type action -Position pim.product.header -Configuration $configuration -Secret $secret -Credential @{ code = 'c'; type = 'Bearer Token'; value = $secret }
    }

    AfterEach {
        Get-PimUiExtension | Where-Object Uuid -NotIn $before | Remove-PimUiExtension -Confirm:$false
    }

    It 'changes what is named and nothing else, and gives nothing' {
        Set-PimUiExtension $extension.Uuid -Status inactive -Name renamed | Should -BeNullOrEmpty
        $read = Get-PimUiExtension $extension
        $read.Status, $read.Name, $read.Configuration.url | Should -Be inactive, renamed, 'https://x.example/'
    }

    It 'takes objects from the pipe, and gives them with -PassThru' {
        $changed = $extension | Set-PimUiExtension -Configuration @{ url = 'https://y.example/' } -PassThru
        $changed.Configuration.url, $changed.Configuration.default_label | Should -Be 'https://y.example/', X
    }

    It 'takes rows whole' {
        [pscustomobject]@{ Uuid = $extension.Uuid; Version = '2' } | Set-PimUiExtension
        (Get-PimUiExtension $extension).Version | Should -Be 2
    }

    It 'sends back what was read, which changes nothing' {
        $all = Get-PimUiExtension | ConvertTo-Json -Depth 9
        Get-PimUiExtension | Set-PimUiExtension
        Get-PimUiExtension | ConvertTo-Json -Depth 9 | Should -Be $all
    }

    It 'leaves the secret of what was read as it is' {
        $read = Get-PimUiExtension $extension
        $read.Configuration.secret | Should -Be '***REDACTED***'
        $text = $read | Set-PimUiExtension -Verbose -ErrorAction Stop 4>&1 | Out-String -Width 1000
        $text | Should -Match '"configuration":{'
        $text | Should -Not -Match '"secret"'
        $read | Set-PimUiExtension -Configuration $read.Configuration -ErrorAction Stop
        (Get-PimUiExtension $extension).Configuration.secret | Should -Be '***REDACTED***'
    }

    It 'sends secrets, and shows none' {
        $text = & {
            Set-PimUiExtension $extension -Secret $secret -PassThru -Verbose
            Set-PimUiExtension $extension -Credential @{ code = 'd'; type = 'Bearer Token'; value = $secret } -PassThru -Verbose
        } 4>&1 | Out-String -Width 1000
        $text | Should -Match '"secret":"\*\*\*"'
        $text | Should -Not -Match Sesame
        (Get-PimUiExtension $extension).Credentials.code | Should -Be d
        Set-PimUiExtension $extension -Credential @{ code = 'e'; type = 'Bearer Token' } -ErrorAction SilentlyContinue -ErrorVariable failed
        "$failed" | Should -Match "'e' has no value"
    }

    It 'checks the position' {
        Set-PimUiExtension $extension.Uuid -Position pim.product.nowhere -ErrorAction SilentlyContinue -ErrorVariable failed
        "$failed" | Should -Match 'no position'
        Set-PimUiExtension $extension.Uuid -Position pim.product.index
        (Get-PimUiExtension $extension).Position | Should -Be pim.product.index
    }

    It 'uploads another script' {
        Set-Content "$TestDrive/panel.js" 'console.log(1)'
        $panel = New-PimUiExtension panel -Type sdk_script -Position pim.product.panel -Configuration @{ default_label = 'Panel' } -File "$TestDrive/panel.js"
        $seen = Measure-Request $sandbox { Set-PimUiExtension $panel -File "$TestDrive/panel.js" }
        $seen.Routes['POST /api/rest/v1/ui-extensions/{uuid}'] | Should -Be 1
        (Get-PimUiExtension $panel).Name | Should -Be panel
        Set-PimUiExtension $panel -File "$TestDrive/none.js" -ErrorAction SilentlyContinue -ErrorVariable failed
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'PimInvalidInput,*'
    }

    It 'makes none where there is none: PimNotFound' {
        Set-PimUiExtension '00000000-0000-4000-8000-000000000000', $extension.Uuid -Status inactive -ErrorAction SilentlyContinue -ErrorVariable failed
        $failed.Count | Should -Be 1
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'PimNotFound,*'
        (Get-PimUiExtension $extension).Status | Should -Be inactive
    }

    It 'wants something to change, and sends nothing with -WhatIf' {
        $seen = Measure-Request $sandbox {
            Set-PimUiExtension $extension.Uuid -ErrorAction SilentlyContinue -ErrorVariable script:failed
            Set-PimUiExtension $extension -Description Changed -WhatIf
        }
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'PimInvalidInput,*'
        $seen.Requests | Should -Be 0
        # which types sign is looked up, as by the write
        $seen = Measure-Request $sandbox { Set-PimUiExtension $extension -Secret $secret -WhatIf 2>$null }
        $seen.Routes.Keys | Should -Be 'GET /api/rest/v1/ui-extensions'
    }
}
